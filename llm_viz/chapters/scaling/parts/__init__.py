"""TODO docstring llm_viz/chapters/scaling/parts."""
