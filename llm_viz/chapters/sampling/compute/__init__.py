"""Computation of chapter `sampling`."""
