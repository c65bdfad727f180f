"""Drawback `blackbox`."""
