"""Computation of chapter `learning`."""
