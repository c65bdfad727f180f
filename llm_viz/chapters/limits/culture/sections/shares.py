"""The share of each language in what GPT-3 was trained on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.limits.culture.compute.shares import share_notes, written_share
from llm_viz.chapters.limits.culture.frame import language_names
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows import Row, dot_rows
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, names = page.t, language_names(page)
    with folded(page, "shares") as opened:
        if not opened:
            return
        shares = gpt3_languages()
        rows = [
            Row(
                names[language.code],
                100 * language.share,
                written_share(language.share, t.language),
                "marked" if language.code == "ja" else "plain",
            )
            for language in shares
            if language.code in names
        ]
        notes = share_notes(shares, names)
        show_figure(partial(dot_rows, rows), "limits_culture-shares", page.described(t("shares-alt"), notes))
        st.caption(f"{t('shares-caution')} {citation(shares[0].source, t)}")
        page.notes(notes)
