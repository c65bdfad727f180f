"""Chapter 8: how large is large."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/straighten:", ("squares",), reads_sentence=False)
