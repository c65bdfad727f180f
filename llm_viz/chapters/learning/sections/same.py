"""The loss of large models on the visitor's text: the same measure as in the training above."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.learning.charts import score_bars
from llm_viz.chapters.learning.compute.surprisal import model_scores, surprisal_notes, token_surprisals
from llm_viz.chapters.learning.parts.surprisal import surprise_strip
from llm_viz.chapters.learning.sections import observed
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The section."""
    visit, t = page.visit, page.t
    with page.section("same", is_picture=True):
        visit.lm.check_causal()
        surprisals = token_surprisals(visit.lm.surprisal(visit.text))
        scores = model_scores(visit.lm, visit.text)
        own = next((score.text for score in scores if score.model == visit.facts.name), None)
        if own is None:  # one token for this model, perhaps several for another
            st.info(t("too-short-to-foresee"), icon=":material/edit:")
            return
        surprise_strip(surprisals, visit.facts.name, t)
        notes = surprisal_notes(surprisals, scores, visit.facts.name)
        show_figure(partial(score_bars, scores, t), "learning-scores", page.described(t("scores-alt"), notes))
        perplexity = t(
            "perplexity",
            model=visit.facts.name,
            perplexity=f"{own.perplexity:,.1f}",
            tokens=own.tokens,
            bits=f"{own.bits_per_character:.2f}",
        )
        observed.show(page, notes, perplexity)
