"""Charts of several drawbacks: data → Plotly figure, pure functions."""
