"""Chapter 1: where a language model's knowledge comes from."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/school:", ("page",))
