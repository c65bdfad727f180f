"""Chapter 1: where a language model's knowledge comes from."""

from llm_viz.chapters.learning.page import render

render()
