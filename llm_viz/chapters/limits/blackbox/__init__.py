"""Drawback `blackbox`: heads taken away, and the model's own words about itself."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/deployed_code:", reads_sentence=False)
