"""Chapter 11: what growing costs, and where models fail."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/warning:", ("drawback_cards", "piles"), reads_sentence=False)
