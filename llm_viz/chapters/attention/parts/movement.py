"""How far the word and its control move along the axis between the senses: two bars from zero, and a mark at 1."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.word_sense.axis import mean_sense
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.kit.browser.part import part


class MovementRowPayload(TypedDict):
    """A word, and how far it moves, in ways from one group of references to the other."""

    label: str
    way: float


class MovementPayload(TypedDict):
    """What `movement.js` shows; `whole` names the mark at 1."""

    rows: list[MovementRowPayload]
    whole: str


def movement(result: WordSenseResult, t: Strings) -> None:
    """Show the means of the last third of the layers: before it, the references may hardly differ, so that no way along
    the line between them can be measured.
    """
    rows: list[MovementRowPayload] = [
        {"label": visible_words(result.word), "way": round(abs(mean_sense(result.moved)), 4)}
    ]
    if result.control_moved is not None:
        label = t("movement-control", word=visible_words(result.control_word or ""))
        rows.append({"label": label, "way": round(abs(mean_sense(result.control_moved)), 4)})
    payload: MovementPayload = {"rows": rows, "whole": t("movement-whole")}
    part(__file__)("movement", payload)
