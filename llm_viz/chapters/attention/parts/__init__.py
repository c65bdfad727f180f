"""TODO docstring llm_viz/chapters/attention/parts."""
