"""The beginning of the visitor's text as letters: where are the cuts? Then the letters join to tokens."""

from __future__ import annotations

from llm_viz.base.errors import ModelUnsupported
from llm_viz.chapters.tokens.compute.bricks import (
    LONGEST,
    Bricks,
    beginning,
    bricks,
    guessed_cuts,
    letters_of,
    verdict,
)
from llm_viz.chapters.tokens.compute.notes import striking_note
from llm_viz.chapters.tokens.compute.presets import PRESETS
from llm_viz.chapters.tokens.parts.bricks import show_bricks
from llm_viz.engine.model import Model
from llm_viz.kit.page.frame import Page


def show(page: Page) -> bool:
    """The section; whether the tokens may be seen. A single letter has no gap to ask for."""
    visit, t = page.visit, page.t
    text = beginning(visit.text)
    letters = letters_of(text)
    with page.section("pieces", is_picture=True):
        question = page.ask_on_picture("guess-cuts", own=t("bricks-group") if len(letters) > 1 else "")
        if question.is_open:
            said = t("bricks-asked", model=visit.facts.name, count=visit.facts.vocabulary_size)
            show_bricks(letters, None, said, question, t)
            page.presets(PRESETS)
            return False
        found = _bricks(visit.lm, text)
        guess = None if question.guess is None else guessed_cuts(question.guess, len(letters))
        note = verdict(found, guess, visit.facts.name)
        said = page.said([note, *striking_note(visit.lm.tokenize(text))])
        if text != visit.text:
            said = f"{said} {t('bricks-beginning', limit=LONGEST)}"
        show_bricks(letters, found, said, question, t)
        page.presets(PRESETS)
    return True


def _bricks(lm: Model, text: str) -> Bricks:
    """The letters of a text, in the order of its merges where the tokenizer has such."""
    try:
        history = lm.merge_history(text)
    except ModelUnsupported:
        history = None
    return bricks(lm.tokenize(text), history)
