"""TODO docstring llm_viz/chapters/generation."""
