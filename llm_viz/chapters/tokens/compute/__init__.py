"""Computation of chapter `tokens`."""
