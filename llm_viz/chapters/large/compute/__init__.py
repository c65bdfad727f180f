"""TODO docstring llm_viz/chapters/large/compute."""
