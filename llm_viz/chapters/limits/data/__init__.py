"""Drawback `data`: bad texts, and texts that models wrote."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/delete_sweep:", reads_sentence=False)
