"""The tree of the texts that were and were not written; as the player tells it (see `writing`)."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.parts.writing import words, writing_component

_WORDS = {"label": (), "node": ("step", "token", "probability"), "forced": (), "one": (), "prompt": ()}


def text_tree(t: Strings) -> None:
    """Show the tree."""
    writing_component("text_tree")(key="generation-tree", data={"words": words(t, "tree", _WORDS)})
