"""TODO docstring llm_viz/chapters/tokens/parts."""
