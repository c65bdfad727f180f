"""Chapter 9: what larger buys."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/trending_down:", ("drawing",), reads_sentence=False, command="scaling")
