"""TODO docstring llm_viz/chapters/sources."""
