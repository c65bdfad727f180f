"""How different the texts are that were drawn, and how often each token came first, folded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.chapters.sampling.charts import first_token_chart
from llm_viz.chapters.sampling.compute.texts import SampledTexts, diversity, first_tokens
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import table
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page


def show(page: Page, drawn: SampledTexts, notes: Sequence[Note]) -> None:
    """Draw the section; with the first of the notes the chart is read out."""
    with folded(page, "measures") as is_open:
        if is_open:
            _show(page, drawn, notes)


def _show(page: Page, drawn: SampledTexts, notes: Sequence[Note]) -> None:
    t = page.t
    table_place, chart = st.columns(2, gap="large")
    with table_place:
        st.markdown(_measures_markdown(t, drawn))
    with chart:
        st.markdown(f"**{t('chart-title', count=len(drawn.sampled.items))}**")
        rows = first_tokens(drawn)
        show_figure(
            partial(first_token_chart, rows, drawn.first_texts, t),
            "sampling-first",
            page.described(t("chart-alt"), notes),
        )


def _measures_markdown(t: Strings, drawn: SampledTexts) -> str:
    """A table of the measures of diversity: a column for the texts that were asked for, one for the greedy ones."""
    columns = [(t("column-drawn"), diversity(drawn.sampled.items))]
    if drawn.greedy:
        columns.append((t("column-greedy"), diversity(drawn.greedy.items)))
    names, measured = zip(*columns, strict=True)
    rows: list[tuple[str, ...]] = [
        (t("different-texts"), *(t("of", part=texts.different_texts, all=texts.texts) for texts in measured)),
        (t("different-first"), *(t("of", part=texts.different_first, all=texts.texts) for texts in measured)),
        ("distinct-1", *(percent(texts.distinct_1, t.language) for texts in measured)),
        (
            "distinct-2",
            *("–" if texts.distinct_2 is None else percent(texts.distinct_2, t.language) for texts in measured),
        ),
        (t("surprise"), *(f"{texts.surprise:.2f}" for texts in measured)),
    ]
    measures = table((t("measure"), *names), rows, "l" + "r" * len(columns))
    return f"{measures}\n\n:small[{t('measures-help')}]"
