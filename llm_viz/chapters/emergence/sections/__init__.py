"""TODO docstring llm_viz/chapters/emergence/sections."""
