"""Drawback `returns`: the next tenfold, one-sided growth, and data read again."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/trending_flat:", reads_sentence=False)
