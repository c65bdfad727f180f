"""Drawback `returns`."""
