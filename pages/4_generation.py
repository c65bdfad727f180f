"""Chapter 4: how one token becomes a text."""

from llm_viz.chapters.generation.page import render

render()
