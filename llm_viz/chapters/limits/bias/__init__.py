"""Drawback `bias`."""
