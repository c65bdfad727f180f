"""Computation of chapter `scaling`."""
