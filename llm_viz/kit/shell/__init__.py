"""TODO docstring llm_viz/kit/shell."""
