"""TODO docstring llm_viz/chapters/limits/shared."""
