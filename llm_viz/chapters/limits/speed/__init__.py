"""Drawback `speed`."""
