"""What several charts share: data → Plotly figure, pure functions."""
