"""What the parts of the generation page share: `player`, and the views `step_view`, `text_tree` and `steps_table`.

The player holds the text and where it stands; it tells the views, and they tell it what was pressed (`writing.js`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.kit.browser.messages import with_marks

Words = Mapping[str, Sequence[str]]
"""Names of messages, each with the names of its values."""


class ViewPayload(TypedDict):
    """What a view gets; all else the player tells it. `words_only`: signs have no bars, they count among the others."""

    words: dict[str, str]
    words_only: bool


def words(t: Strings, prefix: str, wanted: Words) -> dict[str, str]:
    """Messages `<prefix>-<name>` by name, with marks for their values."""
    return {name: with_marks(t, f"{prefix}-{name}", *values) for name, values in wanted.items()}
