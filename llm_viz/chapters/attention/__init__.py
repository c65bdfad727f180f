"""Chapter 6: how the model knows which Apple is meant."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/hub:", ("two_words",), command="sense")
