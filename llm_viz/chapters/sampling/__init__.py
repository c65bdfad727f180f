"""Chapter 5: why the text is different each time."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/casino:", ("dial",))
