"""Drawback `cost`."""
