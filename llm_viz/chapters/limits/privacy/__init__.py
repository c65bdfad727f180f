"""Drawback `privacy`."""
