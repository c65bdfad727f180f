"""Drawback `speed`: measured now, and computed for machines that people have."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/speed:", reads_sentence=False)
