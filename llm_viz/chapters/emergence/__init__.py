"""Chapter 10: whether ability jumps."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/stairs:", ("marks",), reads_sentence=False)
