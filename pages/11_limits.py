"""Chapter 11: what growing costs, and where models fail."""

from llm_viz.chapters.limits.page import render

render()
