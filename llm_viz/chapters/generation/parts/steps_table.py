"""The steps of the text on screen as a table; as the player tells it (see `writing`)."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.chapters.generation.parts.writing import words, writing_component

_WORDS = {
    "caption": (), "step": (), "input": (), "prediction": (), "output": (), "empty": (),
    "rank": ("rank",), "your-choice": (), "end": (), "go": ("step",),
}  # fmt: skip


def steps_table(t: Strings) -> None:
    """Show the table."""
    writing_component("steps_table")(key="generation-table", data={"words": words(t, "table", _WORDS)})
