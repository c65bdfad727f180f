"""Chapter 2: the text as the model reads it, how it was cut, and what other cuts and languages cost."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/segment:", ("bricks",))
