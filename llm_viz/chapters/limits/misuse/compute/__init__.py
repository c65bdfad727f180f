"""Computation of drawback `misuse`."""
