"""Computation of chapter `large`."""
