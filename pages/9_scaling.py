"""Chapter 9: what larger buys. Published laws over real training runs, and a law measured by oneself."""

from llm_viz.chapters.scaling.page import render

render()
