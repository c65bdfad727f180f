"""Home: the whole path from a text to its next word."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/home:", ("river",), shows_before_model=True, command="rivers")
