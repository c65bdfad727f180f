"""Projector mode in the browser: the whole page is enlarged, and two keys show and lead on."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.kit.browser.part import HIDDEN, part


class ProjectorPayload(TypedDict):
    """What `projector.js` gets."""

    on: bool


def projector(*, on: bool) -> None:
    """Enlarge the page, or show it as it is; shows nothing itself."""
    payload: ProjectorPayload = {"on": on}
    part(__file__, styles=HIDDEN)("projector-mode", payload)
