"""How sure is it? Every token that was written as a bar, the later ones covered until somebody has guessed."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.generation.compute.presets import PRESETS
from llm_viz.chapters.generation.compute.sureness import (
    AHEAD,
    RANGES,
    Sureness,
    asked_note,
    sureness_notes,
    write_ahead,
)
from llm_viz.chapters.generation.parts.sure import KEY, show_sure
from llm_viz.engine.model import Model
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import BY_KEY


def show(page: Page) -> None:
    """Draw the picture; a text that ends early leaves nothing to ask."""
    visit, t = page.visit, page.t
    with page.section("sure", is_picture=True):
        visit.lm.check_causal()
        found = _written(visit.lm, visit.text)
        options = [t("guess-range", low=low, high=high) for low, high in RANGES]
        question = page.ask_on_picture("guess-sure", options if found.answer is not None else ())
        if question.is_open:
            notes = [asked_note(found)]
        else:
            verdict = [_verdict(options, found.answer, question.guess)] if question.guess in options else []
            notes = [*verdict, *sureness_notes(found)]
        ahead = None if question.is_open else found.ahead
        show_sure(t, found.known, ahead, AHEAD, page.said(notes), question.payload, question.keep(KEY))
    page.presets(PRESETS)


def _verdict(options: list[str], answer: int | None, guess: str | None) -> Note:
    is_right = answer is not None and options[answer] == guess
    return Note("rounds-says-right" if is_right else "rounds-says-wrong")


@st.cache_data(max_entries=200, hash_funcs=BY_KEY, show_spinner=False)
def _written(lm: Model, text: str) -> Sureness:
    """The same for everybody in a class."""
    return write_ahead(lm, text)
