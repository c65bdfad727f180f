"""Computation of drawback `bias`."""
