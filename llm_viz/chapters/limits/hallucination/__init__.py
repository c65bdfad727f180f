"""Drawback `hallucination`: answers to questions that have none."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/blur_on:", reads_sentence=False)
