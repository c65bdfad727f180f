"""Page 12: where every published figure comes from, and whom to thank."""

from llm_viz.kit.shell.contents import About

ABOUT = About(":material/menu_book:", ("wall",), reads_sentence=False)
