"""Drawback `culture`: what a language costs, and how alike the answers become."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/public:", reads_sentence=False)
