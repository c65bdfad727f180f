"""Computation of chapter `attention`."""
