"""Drawback `cost`: what training took, where it was done, and what a class uses."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/bolt:", reads_sentence=False)
