"""Computation of drawback `hallucination`."""
