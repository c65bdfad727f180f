"""TODO docstring llm_viz/chapters/limits/speed."""
