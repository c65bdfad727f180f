"""TODO docstring llm_viz/kit/page."""
