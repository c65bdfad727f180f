"""Chapter 3: what the model predicts after the visitor's text."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/bar_chart:", ("cards",))
