"""Chapter 7: what a transformer is made of, on the visitor's own text."""

from llm_viz.chapters.inside.page import render

render()
