"""The loss of large models on the visitor's text: the same measure as in the training above."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.learning.compute.surprisal import Reading, readings, surprisal_notes
from llm_viz.chapters.learning.parts.surprisal import ORDERS, Start, surprise_asked, surprise_picture
from llm_viz.chapters.learning.sections import observed
from llm_viz.kit.page.frame import Page

_FEWEST = 4  # tokens; of fewer, there is no most surprising one to be found


def show(page: Page) -> None:
    """The section: which token surprises the page's model most is to be guessed; then every model's reading."""
    visit, t = page.visit, page.t
    with page.section("same", is_picture=True):
        visit.lm.check_causal()
        tokens = [token for token in visit.lm.tokenize(visit.text).tokens if token.kind != "special"]
        mark = t("surprise-mark") if len(tokens) >= _FEWEST else ""
        question = page.ask_on_picture("guess-surprise", own=mark, bounds=(1, len(tokens) - 1))
        if question.is_open:
            surprise_asked(tokens, visit.facts.name, question, t)
            return
        found = readings(visit.lm, visit.text)
        own = next((reading for reading in found if reading.key == visit.model), None)
        if own is None:  # one token for this model, perhaps several for another
            st.info(t("too-short-to-foresee"), icon=":material/edit:")
            return
        start = Start(
            visit.param_choice("order", ORDERS[0], ORDERS),
            visit.param_choice("reader", "", [reading.key for reading in found]),
        )
        surprise_picture(found, found.index(own), start, question, t)
        observed.show(page, surprisal_notes(own, found), _perplexity(page, own))


def _perplexity(page: Page, own: Reading) -> str:
    return page.t(
        "perplexity",
        model=own.model,
        perplexity=f"{own.text.perplexity:,.1f}",
        tokens=own.text.tokens,
        bits=f"{own.text.bits_per_character:.2f}",
    )
