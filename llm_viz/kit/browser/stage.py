"""The place of a page's picture: another picture begins where one looks at it first."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.kit.browser.part import HIDDEN, part


class StagePayload(TypedDict):
    """What `stage.js` gets."""

    shown: str


def to_the_top(name: str, shown: str) -> None:
    """Show the page from its top whenever `shown`, the name of what stands on it, is another; shows nothing itself."""
    payload: StagePayload = {"shown": shown}
    part(__file__, styles=HIDDEN)(f"stage-{name}", payload)


def from_here(name: str) -> None:
    """Show the page from the section on that this stands in, once after it was loaded; shows nothing itself."""
    part(__file__, "arrive", HIDDEN)(f"stage-arrive-{name}", {})
