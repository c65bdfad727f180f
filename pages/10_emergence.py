"""Chapter 10: whether abilities appear suddenly, and how much of the jump is the metric's."""

from llm_viz.chapters.emergence.page import render

render()
