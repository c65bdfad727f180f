"""Drawback `data`."""
