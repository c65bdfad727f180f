"""TODO docstring llm_viz/kit/compute."""
