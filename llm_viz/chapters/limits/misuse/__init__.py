"""Drawback `misuse`: a planted back door, and instructions inside data."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/security:", reads_sentence=False)
