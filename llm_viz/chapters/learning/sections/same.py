"""The same game at full size: how well the loaded models foresee the visitor's sentence."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.learning.charts import score_bars
from llm_viz.chapters.learning.compute.surprisal import ModelScore, foreseen, score, shuffled, surprise_notes
from llm_viz.chapters.learning.parts.surprisal import surprise_strip
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit


def show(page: Page) -> None:
    """The section."""
    visit, t = page.visit, page.t
    with page.section("same"):
        visit.lm.check_causal()
        read = foreseen(visit.lm.surprisal(visit.text))
        scores = _scores(visit)
        if not scores:
            st.info(t("too-short-to-foresee"), icon=":material/edit:")
            return
        surprise_strip(read, t)
        st.caption(t("strip-caption", model=visit.facts.name))
        own = next(one.text for one in scores if one.model == visit.facts.name)
        show_figure(partial(score_bars, scores, t), "learning-scores", t("scores-alt"))
        st.markdown(
            t(
                "perplexity",
                model=visit.facts.name,
                perplexity=f"{own.perplexity:,.1f}",
                tokens=own.tokens,
                bits=f"{own.bits_per_character:.2f}",
            )
        )
        page.notes(surprise_notes(read, scores, visit.facts.name))


def _scores(visit: Visit) -> tuple[ModelScore, ...]:
    """Every model that can be asked, on the text and on its shuffled words."""
    found = []
    for status in visit.lm.usable(causal=True):
        lm = visit.lm.other(status.key)
        text, mixed = (score(lm.surprisal(read)) for read in (visit.text, shuffled(visit.text)))
        if text is not None:
            found.append(ModelScore(status.name, text, mixed))
    return tuple(found)
