"""Data to Plotly figure; pure functions."""
