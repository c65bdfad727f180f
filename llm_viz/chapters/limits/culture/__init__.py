"""Drawback `culture`."""
