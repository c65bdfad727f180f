"""Drawback `privacy`: a secret that stands in the training text, and comes out again."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/lock_open:", reads_sentence=False)
