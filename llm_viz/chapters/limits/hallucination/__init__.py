"""Drawback `hallucination`."""
