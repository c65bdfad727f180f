"""What the model says when it is asked why it wrote a word, and where this book goes on opening the box."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters import chapters
from llm_viz.chapters.limits.blackbox.compute.explanation import (
    EXPLANATIONS,
    Explanation,
    explanation_notes,
    explanations,
)
from llm_viz.chapters.limits.blackbox.compute.heads import Reading, next_without, probability_of
from llm_viz.chapters.limits.blackbox.frame import ObservedText
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.markdown import escape, table
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.on_demand import Button, Kept, on_demand

_EXPLAINED: Kept[tuple[Explanation, ...]] = Kept("limits_blackbox-explained")
_DOORS = ("next_token", "attention")
"""Chapters that look inside."""


def show(page: DrawbackPage, observed: ObservedText, ablations: tuple[HeadAblation, ...]) -> None:
    """Draw the section; `ablations`: the heads that are taken away for the second explanation."""
    t, visit, reading = page.t, page.visit, observed.reading
    with folded(page, "explanation") as opened:
        if not opened:
            return
        question = (visit.model, visit.language, reading.text, ablations)
        answers = _EXPLAINED.get_or_compute(question, lambda: _explain(page, reading, ablations))
        if answers is None:
            return
        st.markdown(_table(page, answers))
        st.caption(t("explanation-setting", model=escape(visit.facts.name)))
        after = next_without(visit.lm, reading.text, ablations)
        without = probability_of(reading.following.candidates[0].id, after)
        page.notes(explanation_notes(answers, reading.probability, without))
        _show_doors(page)


def _explain(
    page: DrawbackPage, reading: Reading, ablations: tuple[HeadAblation, ...]
) -> tuple[Explanation, ...] | None:
    """Ask when the visitor wants to; None as long as he does not."""
    t, visit = page.t, page.visit
    label = t("explain-ask", winner=escape(visible(reading.winner.strip())))
    steps = explanations(visit.lm, visit.language, reading, ablations)
    return on_demand(
        Button(label, ":material/forum:", "limits_blackbox-explain"),
        lambda _: t("explaining"),
        lambda: ((len(so_far) / EXPLANATIONS, so_far) for so_far in steps),
    )


def _table(page: DrawbackPage, answers: Sequence[Explanation]) -> str:
    """The explanations, as Markdown."""
    t, rows = page.t, []
    for answer in answers:
        kind = "never" if not answer.written else "cut" if answer.ablations else "own"
        rows.append((t(f"asked-{kind}", word=escape(visible(answer.word))), escape(answer.text) or t("no-explanation")))
    return table((t("column-asked"), t("column-explanation")), rows, "ll")


def _show_doors(page: DrawbackPage) -> None:
    """Links to the chapters that look inside."""
    st.markdown(page.t("doors"))
    for chapter in chapters():
        if chapter.name in _DOORS:
            label = page.t(f"door-{chapter.name}")
            st.page_link(f"../pages/{chapter.door.name}", label=label, icon=chapter.about.icon)
