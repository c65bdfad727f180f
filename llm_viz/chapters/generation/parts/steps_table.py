"""The steps of the text on screen as a table; as the player tells it (see `writing`)."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.parts.writing import ViewPayload, words
from llm_viz.kit.browser.part import part

_WORDS = {
    "caption": (), "step": (), "input": (), "prediction": (), "output": (), "empty": (),
    "rank": ("rank",), "bits": ("bits",), "your-choice": (), "end": (), "go": ("step",),
}  # fmt: skip


def steps_table(t: Strings) -> None:
    """Show the table."""
    payload: ViewPayload = {"words": words(t, "table", _WORDS), "words_only": False}
    part(__file__)("generation-table", payload)
