"""Page 12: where every published figure comes from, and whom to thank."""

from llm_viz.chapters.sources.page import render

render()
