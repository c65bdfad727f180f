"""Computation of chapter `generation`."""
