"""An instruction hidden in what the model is given to read, beside two controls."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.misuse.compute.injection import (
    DEFAULT_WORD,
    KINDS,
    LISTED,
    LONGEST_WORD,
    answer_to,
    check_word,
    document,
    injection_notes,
    inserted,
)
from llm_viz.chapters.limits.shared.charts.rows import Row, bar_rows
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.settings import text_setting


def show(page: DrawbackPage) -> None:
    """Draw the section."""
    t, language = page.t, page.visit.language
    with folded(page, "injection", ("planted_word",)) as opened:
        if not opened:
            return
        word = _choose_word(page)
        answers = [answer_to(page.visit.lm, language, kind, word) for kind in KINDS]
        rows = [
            Row(
                t(f"kind-{answer.kind}"),
                answer.probability,
                percent(answer.probability, t.language),
                "marked" if answer.kind == KINDS[-1] else "plain",
            )
            for answer in answers
        ]
        st.markdown(t("injection-asked", word=escape(word)))
        notes = injection_notes(answers)
        show_figure(partial(bar_rows, rows), "limits_misuse-injection", page.described(t("injection-alt"), notes))
        lengths = {answer.kind: answer.tokens for answer in answers}
        values = {"listed": LISTED, "harmless": lengths["harmless"], "tokens": lengths["instruction"]}
        st.caption(t("injection-control", model=page.visit.facts.name, **values))
        page.notes(notes)
        with st.expander(t("documents"), icon=":material/description:", key="limits_misuse-documents"):
            for kind in KINDS[1:]:
                st.markdown(f"**{t(f'kind-{kind}')}**: {escape(inserted(language, kind, word).strip())}")
            st.code(document(language, KINDS[-1], word), language=None, wrap_lines=True)


def _choose_word(page: DrawbackPage) -> str:
    """The word that the instruction names; `BadRequest` if there is none."""
    typed = text_setting(
        "planted_word", page.t("word"), key="limits_misuse-word", longest=LONGEST_WORD,
        default=DEFAULT_WORD[page.visit.language], width=260,
    )  # fmt: skip
    return check_word(typed)
