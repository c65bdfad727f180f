"""Computation of drawback `speed`."""
