"""The first picture of the chapter: a dial, a hundred marbles, and eight lines from the same random numbers.

The marbles follow the dial in the browser; when it rests, the lines are asked of the server (`wanted_lines`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.sampling.compute.lines import COUNT, ODD_BITS, Line
from llm_viz.chapters.sampling.compute.texts import MAX_SEED, SamplingSettings
from llm_viz.chapters.sampling.parts.draw_settings import (
    KEY,
    FiltersPayload,
    SettingsPayload,
    filters_payload,
    parse_settings,
    settings_payload,
)
from llm_viz.chapters.sampling.parts.sampler import RestPayload, rest_payload
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload
from llm_viz.kit.compute.predictions import MAX_TEMPERATURE
from llm_viz.kit.page.question import QuestionPayload

NAMED = 6
"""Tokens that have a pile of their own."""
_WANTED = "sampling-lines-wanted"
_WORDS: dict[str, Sequence[str]] = {
    "cold": (), "hot": (), "others": (), "roll": (), "unfiltered": (), "lines": (), "writing": (), "covered": (),
    "ended": (), "odds": ("odds",), "each": (), "usual": (),
    "says": ("temperature", "token", "marbles", "others"), "says-zero": ("token",), "says-same": (),
    "says-lines": ("different", "count"), "says-odd": ("odd", "count"), "says-cut": ("gone",),
    "right": ("token", "drawn", "count"), "wrong": ("token", "drawn", "count", "guess"), "why": ("share", "expected"),
}  # fmt: skip


class LinePayload(TypedDict):
    """A line. `pieces`: what each token added, with its surprisal in bits and whether it is odd."""

    first: int
    pieces: list[tuple[str, float, bool]]
    ended: bool


class LinesPayload(TypedDict):
    """Eight lines, what they were drawn with, and whether the guess was about these very lines."""

    settings: FiltersPayload
    items: list[LinePayload]
    judged: bool


class DialPayload(TypedDict):
    """What `dial.js` draws; it says what each value is."""

    tokens: list[CandidatePayload]
    logits: list[float]
    rest: RestPayload
    count: int
    max_seed: int
    max_temperature: float
    defaults: SettingsPayload
    settings: SettingsPayload
    lines: LinesPayload | None
    problem: str
    question: QuestionPayload
    words: dict[str, str]


def dial(
    t: Strings,
    distribution: Distribution,
    start: SamplingSettings,
    lines: LinesPayload | None,
    problem: str,
    question: QuestionPayload,
    on_guess: Callable[[], None],
) -> None:
    """Show the picture. `start` are the settings at first; from then on the dial is the truth. `problem`: why the lines
    that were asked for are not there, in words.
    """
    payload: DialPayload = {
        "tokens": [candidate_payload(candidate) for candidate in distribution.candidates[:NAMED]],
        "logits": [candidate.logit for candidate in distribution.candidates],
        "rest": rest_payload(distribution),
        "count": COUNT,
        "max_seed": MAX_SEED,
        "max_temperature": MAX_TEMPERATURE,
        "defaults": settings_payload(SamplingSettings()),
        "settings": settings_payload(start),
        "lines": lines,
        "problem": problem,
        "question": question,
        "words": {
            "picture": t("section-dial"),
            "told": t("dial-told", picture=t("section-dial"), piles="{piles}"),
            "temperature": t("temperature"),
            **{name.replace("-", "_"): with_marks(t, f"dial-{name}", *marks) for name, marks in _WORDS.items()},
        },
    }
    show = part(__file__, styles=("stage", "ask", "urn", "hues"))
    show(KEY, payload, on_write_change=_keep_wanted, on_guess_change=on_guess)


def lines_payload(lines: Sequence[Line], sampling: Sampling, *, judged: bool) -> LinesPayload:
    """The lines for the browser."""
    return {"settings": filters_payload(sampling), "items": [_line(line) for line in lines], "judged": judged}


def wanted_lines() -> Sampling | None:
    """What the lines are to be drawn with that the browser has asked for; once."""
    settings: SamplingSettings | None = st.session_state.pop(_WANTED, None)
    return settings.sampling if settings else None


def _keep_wanted() -> None:
    st.session_state[_WANTED] = parse_settings(st.session_state[KEY].write)


def _line(line: Line) -> LinePayload:
    pieces = [(visible_words(piece.text), round(piece.bits, 1), piece.bits > ODD_BITS) for piece in line.pieces]
    return {"first": line.first, "pieces": pieces, "ended": line.ended}
