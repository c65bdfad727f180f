"""Computation of chapter `next_token`."""
