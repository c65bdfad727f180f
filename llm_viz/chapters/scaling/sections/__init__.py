"""TODO docstring llm_viz/chapters/scaling/sections."""
