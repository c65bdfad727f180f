"""The dial: a hundred marbles for the next token, and eight lines that are written with the same random numbers."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.sampling.compute.distribution import LISTED
from llm_viz.chapters.sampling.compute.lines import COUNT, Line, begin_lines, eight_lines
from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.frame import settings_in_address
from llm_viz.chapters.sampling.parts.dial import dial, lines_payload, wanted_lines
from llm_viz.chapters.sampling.parts.draw_settings import KEY
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.on_demand import Kept
from llm_viz.kit.visit import BY_KEY, Visit, has_stand_in

GUESSES = tuple(str(number) for number in range(COUNT + 1))
"""How many of the lines begin with the most probable token."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The lines on the page, and what they were drawn with."""

    sampling: Sampling
    lines: tuple[Line, ...]


_LINES: Kept[_Drawn] = Kept("sampling-lines")
_BEGUN = "sampling-lines-begun"
_GUESSED: Kept[Sampling] = Kept("sampling-guessed")


def show(page: Page) -> None:
    """Draw the picture, and write the lines that it has asked for."""
    visit = page.visit
    with guarded(visit.language):
        distribution = visit.lm.next_distribution(visit.text, LISTED)
        question = page.ask_on_picture("guess-first", GUESSES)
        settings = settings_in_address(visit)
        drawn, problem = (None, "") if question.is_open else _drawn(visit)
        lines = None
        if not question.is_open and drawn is None and not problem:
            _begin(visit, settings.sampling)
        if drawn is not None:
            is_judged = question.guess is not None and drawn.sampling == _judged(visit, drawn)
            lines = lines_payload(drawn.lines, drawn.sampling, judged=is_judged)
        dial(page.t, distribution, settings, lines, problem, question.payload, question.keep(KEY))
    page.presets(PRESETS)


def _drawn(visit: Visit) -> tuple[_Drawn | None, str]:
    """The lines that the picture has asked for, else those drawn last; why there are no others, if so, in words."""
    subject, wanted = (visit.model, visit.text), wanted_lines()
    if wanted is None:
        return _LINES.get(subject), ""
    try:
        drawn = _Drawn(wanted, _lines(visit.lm, visit.text, wanted))
    except LlmVizError as error:
        return _LINES.get(subject), error.sentence(visit.language)
    _LINES.put(subject, drawn)
    return drawn, ""


def _begin(visit: Visit, sampling: Sampling) -> None:
    """Have the lines written that the browser will ask for as soon as the picture is there; one at a time."""
    begun: Thread | None = st.session_state.get(_BEGUN)
    if has_stand_in() or (begun is not None and begun.is_alive()):
        return
    st.session_state[_BEGUN] = begin_lines(visit.lm, visit.text, sampling)


def _judged(visit: Visit, drawn: _Drawn) -> Sampling | None:
    """What the lines were drawn with that the visitor guessed at: the first ones after the guess."""
    return _GUESSED.get_or_compute((visit.model, visit.text), lambda: drawn.sampling)


@st.cache_data(max_entries=300, hash_funcs=BY_KEY, show_spinner=False)
def _lines(lm: Model, text: str, sampling: Sampling) -> tuple[Line, ...]:
    """The same settings give the same lines to everybody in a class."""
    return eight_lines(lm, text, sampling)
