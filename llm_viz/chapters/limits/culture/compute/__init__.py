"""Computation of drawback `culture`."""
