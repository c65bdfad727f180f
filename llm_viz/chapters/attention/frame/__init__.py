"""TODO docstring llm_viz/chapters/attention/frame."""
