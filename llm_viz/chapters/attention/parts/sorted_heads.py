"""All heads at once: every head a square in the row of the word that it looks at most, and one head in full."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.all_looks import AllLooks
from llm_viz.chapters.attention.parts.heatmap import FULL
from llm_viz.chapters.attention.parts.lane_payload import LanePayload, lane_payload
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

_KEY = "sorted_heads"
_TEXTS = {
    "picture": (), "squares": (), "head": ("layer", "head"), "look_from": ("text",), "hint": ("all",),
    "asking": ("all", "looking"), "right": (), "wrong": ("guess",),
    "rest": ("count", "all", "looking", "seen"), "most": ("count", "all", "looking", "seen"),
    "then": ("count", "seen"), "one": ("layer", "head", "share", "seen"), "alike": ("count", "all"),
}  # fmt: skip


class SortedSettings(TypedDict):
    """The head that is shown in full, counted through all layers from 0, and the lane that looks."""

    head: int
    looking: int


class SortedHeadsPayload(TypedDict):
    """`SortedHeadsPayload` in `sorted_heads.js`; `looks` (layer, head, lane, lane) is in parts of 65535, None while a
    guess is asked; `striking` is the head that is shown at first, counted through all layers.
    """

    subject: str
    lanes: list[LanePayload]
    layers: int
    heads: int
    striking: int
    looks: NDArray[np.uint16] | None
    question: QuestionPayload
    settings: SortedSettings
    note: str
    texts: dict[str, str]


def sorted_heads(looks: AllLooks, question: Question, subject: str, start: SortedSettings, t: Strings) -> None:
    """Show the heads; `subject` tells one text and model from others, `start` is what is shown at first."""
    layers, heads = looks.looks.shape[:2]
    layer, head = looks.striking or (0, 0)
    payload: SortedHeadsPayload = {
        "subject": subject,
        "lanes": [lane_payload(looks.tokens, lane) for lane in looks.lanes],
        "layers": layers,
        "heads": heads,
        "striking": layer * heads + head,
        "looks": None if question.is_open else np.rint(looks.looks * FULL).astype(np.uint16).ravel(),
        "question": question.payload,
        "settings": start,
        "note": t("sorted-note"),
        "texts": {
            "name": t("section-sorted-heads"),
            "about": t("about-picture"),
            "previous": t("head-previous"),
            "next": t("head-next"),
            **{
                name: t(f"sorted-{name.replace('_', '-')}", **{mark: f"{{{mark}}}" for mark in marks})
                for name, marks in _TEXTS.items()
            },
        },
    }
    part(__file__, styles=("stage", "ask", "act"))(_KEY, payload, on_guess_change=question.keep(_KEY))
