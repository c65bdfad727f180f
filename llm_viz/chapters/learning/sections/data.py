"""The languages of the text that a large model, GPT-3, was trained on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.chapters.learning.charts import language_dots
from llm_viz.chapters.learning.compute.data import data_notes, shown_shares
from llm_viz.chapters.learning.sections import observed
from llm_viz.facts.languages import gpt3_languages
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.citations import citation
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page


def show(page: Page) -> None:
    """The section."""
    with page.section("data", is_picture=True):
        shares = gpt3_languages()
        notes = data_notes(shares)
        show_figure(
            partial(language_dots, shown_shares(shares), page.t),
            "learning-languages",
            page.described(page.t("languages-alt"), notes),
        )
        st.caption(f"{page.t('languages-caution')} {citation(shares[0].source, page.t)}")
        st.markdown(escape(page.said(notes[:1])))
        observed.show(page, notes)
