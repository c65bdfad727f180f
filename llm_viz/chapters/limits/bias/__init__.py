"""TODO docstring llm_viz/chapters/limits/bias."""
