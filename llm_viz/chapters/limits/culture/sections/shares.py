"""The share of each language in what GPT-3 was trained on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent_sign
from llm_viz.chapters.limits.culture.compute.prices import SENTENCES
from llm_viz.chapters.limits.culture.frame import language_names
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.charts.rows import Row, dot_rows
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, names = page.t, language_names(page)
    with page.section("shares"):
        by_code = {language.code: language for language in gpt3_languages()}
        percents = {code: 100 * by_code[code].share for code in SENTENCES if code in by_code}
        rows = [
            Row(names[code], percent, f"{percent:.2g}{percent_sign(t.language)}", "marked" if code == "ja" else "plain")
            for code, percent in sorted(percents.items(), key=lambda item: -item[1])
        ]
        show_figure(partial(dot_rows, rows), "limits_culture-shares", t("shares-alt"))
        missing = [name for code, name in names.items() if code not in by_code]
        if missing:
            st.caption(t("shares-missing", count=len(by_code), languages=", ".join(missing)))
        st.caption(f"{t('shares-caution')} {citation(by_code['en'].source, t)}")
