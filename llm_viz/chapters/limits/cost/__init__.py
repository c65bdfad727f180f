"""TODO docstring llm_viz/chapters/limits/cost."""
