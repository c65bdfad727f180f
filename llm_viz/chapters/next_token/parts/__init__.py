"""TODO docstring llm_viz/chapters/next_token/parts."""
