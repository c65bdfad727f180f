"""Chapter 5: how one token is drawn from the distribution, and why every text comes out differently."""

from llm_viz.chapters.sampling.page import render

render()
