"""Drawback `misuse`."""
