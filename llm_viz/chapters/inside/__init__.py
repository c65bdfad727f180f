"""Chapter 7: what a transformer is made of."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/memory:", ("vector",), command="neurons")
