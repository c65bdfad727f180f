"""Home: what happens between my text and the next word?"""

from llm_viz.chapters.home.page import render

render()
