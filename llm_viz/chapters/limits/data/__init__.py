"""TODO docstring llm_viz/chapters/limits/data."""
