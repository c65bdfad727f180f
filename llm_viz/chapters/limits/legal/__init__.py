"""Drawback `legal`."""
