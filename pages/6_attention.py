"""Chapter 6: how "Apple" gets its meaning from its context, and which tokens look at which."""

from llm_viz.chapters.attention.page import render

render()
