"""Whom the occupations make the model think of: the odds of both pronouns, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.bias.compute.occupations import LONGEST_NOUN, Leaning, leaning_notes, tidy
from llm_viz.chapters.limits.bias.frame import MeasuredLeanings, measure
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.row_style import BarStyle
from llm_viz.chapters.limits.shared.charts.rows_with_errors import RowWithError, rows_with_errors
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.settings import option_setting, text_setting

_VIEWS = ("subtracted", "raw")


def show(page: DrawbackPage, measured: MeasuredLeanings) -> None:
    """Draw the section: the occupations of the page, and the visitor's own."""
    t, material = page.t, measured.pronouns.material
    with folded(page, "occupations", ("bias_word", "bias_view")) as opened:
        if not opened:
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            noun, view = tidy(_own_noun(page)), _choose_view(page)
        known = [leaning.noun for leaning in measured.leanings]
        own = measure(page, measured.pronouns, [noun]) if noun and noun not in known else []
        leanings = [*measured.leanings, *own]
        notes = leaning_notes(leanings, material.pronouns)
        _show_chart(page, leanings, view, material.pronouns, notes)
        sentences = " / ".join(template.replace("{}", "…") for template in material.templates)
        values = {"model": escape(page.visit.facts.name), "neutral": escape(material.neutral)}
        st.caption(t("setting", count=len(material.templates), sentences=escape(sentences), **values))
        page.prose("control")
        page.notes(notes)


def _own_noun(page: DrawbackPage) -> str:
    label, help = page.t("own-word"), page.t("own-word-help")
    return text_setting("bias_word", label, key="limits_bias-word", longest=LONGEST_NOUN, help=help)


def _choose_view(page: DrawbackPage) -> str:
    label, key = page.t("view"), "limits_bias-view"
    return option_setting(page.visit, "bias_view", _VIEWS, label, lambda view: page.t(f"view-{view}"), key=key)


def _show_chart(
    page: DrawbackPage, leanings: Sequence[Leaning], view: str, pronouns: tuple[str, str], notes: Sequence[Note]
) -> None:
    he, she = (pronoun.strip() for pronoun in pronouns)
    rows = [_row(leaning, view) for leaning in leanings]
    reach = max(abs(point) for row in rows for point in row.points) * 1.08
    title = page.t("axis", he=he, she=she)
    figure = partial(rows_with_errors, rows, span=(-reach, reach), title=title)
    show_figure(figure, "limits_bias-occupations", page.described(page.t("occupations-alt", he=he, she=she), notes))


def _row(leaning: Leaning, view: str) -> RowWithError:
    mean, points = (leaning.mean, leaning.shifts) if view == "subtracted" else (leaning.raw_mean, leaning.odds)
    name = visible_words(leaning.noun)
    style: BarStyle = "hollow" if leaning.control else "marked" if mean < 0 else "plain"
    hover = f"{name}: " + " / ".join(f"{point:+.2f}" for point in points)
    return RowWithError(name, mean, _signed(mean), points=points, style=style, hover=hover)


def _signed(bits: float) -> str:
    """With a sign that can be seen, and none at zero."""
    rounded = round(bits, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0.0"
