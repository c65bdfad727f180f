"""TODO docstring llm_viz/chapters/home."""
