"""Chapter 8: what is large about a large language model, and what that takes."""

from llm_viz.chapters.large.page import render

render()
