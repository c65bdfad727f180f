"""TODO docstring llm_viz/chapters/sampling/parts."""
