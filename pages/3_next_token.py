"""Chapter 3: what the model predicts after the visitor's text."""

from llm_viz.chapters.next_token.page import render

render()
