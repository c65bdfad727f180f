"""The tree of the texts that were and were not written; as the player tells it (see `writing`)."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.parts.writing import ViewPayload, words
from llm_viz.kit.browser.part import part

_WORDS = {"label": (), "node": ("step", "token", "probability"), "forced": (), "one": (), "prompt": ()}


def text_tree(t: Strings) -> None:
    """Show the tree."""
    payload: ViewPayload = {"words": words(t, "tree", _WORDS), "words_only": False}
    part(__file__)("generation-tree", payload)
