"""TODO docstring llm_viz/chapters/large/charts."""
