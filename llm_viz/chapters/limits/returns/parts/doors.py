"""Doors behind one of which the next token is, and what it costs to have fewer of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.chapters.limits.returns.compute import TENFOLD, Curve, Price
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit

PLACE = "doors_place"
"""In the address: the place on the curve of the money that is spent."""


class DoorsSettings(TypedDict):
    """What the visitor sets: the number of the guess, and the place of the money on the curve."""

    at: int
    place: int


class StepPayload(TypedDict):
    """`Price`."""

    doors: float
    dollars: float


class CurvePayload(TypedDict):
    """`Curve`."""

    doors: Sequence[float]
    dollars: Sequence[float]


class DoorsPayload(TypedDict):
    """What `doors.js` gets."""

    settings: DoorsSettings
    question: QuestionPayload
    steps: list[StepPayload]
    asked: int
    guesses: Sequence[float]
    curve: CurvePayload | None
    tenfold: int
    measured: float
    says: str
    words: dict[str, str]


def doors(
    steps: Sequence[Price], asked: int, guesses: Sequence[int], curve: Curve, says: str, question: Question,
    visit: Visit, t: Strings,
) -> None:  # fmt: skip
    """Show the doors and the squares. What the `asked` number of doors costs stays here as long as the question is
    open, and so does the curve.
    """
    key = "limits_returns-picture"
    last = len(curve.doors) - 1 - TENFOLD
    told = [step for step in steps if step.doors > asked or not question.is_open]
    payload: DoorsPayload = {
        "settings": {"at": 0, "place": visit.param_int(PLACE, curve.nearest(asked), 0, last)},
        "question": question.payload,
        "steps": [{"doors": step.doors, "dollars": step.dollars} for step in told],
        "asked": asked,
        "guesses": guesses,
        "curve": None if question.is_open else {"doors": curve.doors, "dollars": curve.dollars},
        "tenfold": TENFOLD,
        "measured": curve.measured,
        "says": says,
        "words": {
            **{name: t(f"doors-{name}") for name in ("alt", "mark", "spend", "beyond")},
            "confirm": strings(t.language, "limits")("rows-confirm"),
            "money": with_marks(t, "doors-money", "value"),
            "doors": with_marks(t, "doors-number", "doors"),
            "you": with_marks(strings(t.language, "limits"), "rows-you", "value"),
            "hero": with_marks(t, "doors-hero", "money", "doors"),
            "ten": with_marks(t, "doors-ten", "money", "doors", "more", "fewer"),
        },
    }
    styles = ("stage", "ask", "../../shared/parts/big_picture")
    with st.container(key=f"picture-{key}"):  # keeps a place, so that what follows does not jump
        part(__file__, styles=styles)(key, payload, on_guess_change=question.keep(key))
