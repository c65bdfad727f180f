"""Whether attention tells which heads matter: every head taken away in turn, when asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.blackbox.charts import head_scatter
from llm_viz.chapters.limits.blackbox.compute.heads import Reading
from llm_viz.chapters.limits.blackbox.compute.ranking import Effects, effect_notes, measure_effects
from llm_viz.chapters.limits.blackbox.frame import ObservedText
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.on_demand import Button, Kept, on_demand

_EFFECTS: Kept[Effects] = Kept("limits_blackbox-effects")


def show(page: DrawbackPage, observed: ObservedText) -> None:
    """Draw the section."""
    t, visit, reading = page.t, page.visit, observed.reading
    with folded(page, "ranking") as opened:
        if not opened:
            return
        effects = _EFFECTS.get_or_compute((visit.model, reading.text), lambda: _measure(page, reading))
        if effects is None:
            return
        figure = partial(head_scatter, reading.attention[:, :, observed.subject], effects.heads, t)
        notes = effect_notes(reading, observed.subject, effects)
        show_figure(figure, "limits_blackbox-ranking", page.described(t("scatter-alt"), notes))
        st.caption(t("scatter-setting", model=escape(visit.facts.name), count=effects.heads.size))
        page.prose("ranking-control")
        page.notes(notes)


def _measure(page: DrawbackPage, reading: Reading) -> Effects | None:
    """Take all heads away when the visitor asks for it; None as long as he does not."""
    t = page.t
    total = reading.attention.shape[0] * reading.attention.shape[1]
    button = Button(t("measure", total=total), ":material/content_cut:", "limits_blackbox-measure")
    return on_demand(button, lambda _: t("measuring"), lambda: measure_effects(page.visit.lm, reading))
