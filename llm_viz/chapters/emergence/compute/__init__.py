"""Computation of chapter `emergence`."""
