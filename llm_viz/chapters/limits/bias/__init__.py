"""Drawback `bias`: occupations and pronouns, and published stereotypes by size of the model."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/balance:", reads_sentence=False)
