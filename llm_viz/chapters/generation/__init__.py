"""Chapter 4: how one token after the other becomes a text."""

from llm_viz.kit.shell.contents import About

ABOUT = About(
    ":material/edit_note:",
    ("rounds",),
    opening={"en": "She opened the window and", "ja": "日本の夏は、"},  # three endings that can be told apart
)
