"""TODO docstring llm_viz/chapters/learning/compute."""
