"""Drawback `legal`: what makers disclose, and the line of 10²⁵ operations."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/gavel:", reads_sentence=False)
