"""The same game at full size: how well the loaded models foresee the visitor's sentence."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.errors import NotCausal
from llm_viz.chapters.learning.charts import score_bars
from llm_viz.chapters.learning.compute.surprisal import ModelScore, Score, foreseen, score, shuffled, surprise_notes
from llm_viz.chapters.learning.parts.surprisal import surprise_strip
from llm_viz.engine.protocol.tracing import SurprisalRequest
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit, check_cancelled


def show(page: Page) -> None:
    """The section."""
    visit, t = page.visit, page.t
    with page.section("same"):
        if not visit.facts.causal:
            raise NotCausal(model=visit.facts.name)
        read = foreseen(visit.engine.surprisal(SurprisalRequest(visit.model, visit.text), check_cancelled))
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
    for status in visit.engine.models():
        if not status.causal or status.problem is not None:
            continue
        text, mixed = (_score(visit, status.key, one) for one in (visit.text, shuffled(visit.text)))
        if text is not None:
            found.append(ModelScore(status.name, text, mixed))
    return tuple(found)


def _score(visit: Visit, model: str, text: str) -> Score | None:
    return score(visit.engine.surprisal(SurprisalRequest(model, text), check_cancelled))
