"""Computation of drawback `blackbox`."""
