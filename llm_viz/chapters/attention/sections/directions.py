"""Left to right or both ways: two texts that begin alike, in the visitor's model and in one that reads both ways."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.attention.charts import seen_square
from llm_viz.chapters.attention.compute.shared_beginning import (
    CONTINUED,
    ENCODER,
    MAX_CHARACTERS,
    Comparison,
    compare,
    encoder_notes,
)
from llm_viz.chapters.attention.sections import later
from llm_viz.engine.model import Model
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page, guarded

_PARAMS = ("first", "second")


@st.fragment
def show(page: Page) -> None:
    """Both models on both texts; a fragment, since the texts are the section's own."""
    with folded(page, "directions", _PARAMS) as opened:
        if not opened:
            return
        lm, causal = page.visit.lm, page.visit.facts.causal
        texts = (_text_input(page, 0), _text_input(page, 1))
        for text in texts:
            check_text(text)
        left, right = st.columns(2, gap="large")
        forward = both_ways = None
        with left, guarded(page.visit.language):
            if causal:
                forward = compare(lm, texts)
                _show_model(page, "causal", lm, forward)
            else:
                st.info(page.t("directions-needs-causal"), icon=":material/arrow_right_alt:")
        with right, guarded(page.visit.language):
            encoder = lm.other(ENCODER) if causal else lm
            both_ways = compare(encoder, texts)
            _show_model(page, "encoder", encoder, both_ways)
        notes: list[Note] = []
        if forward is not None:
            notes += later.show(page, texts, forward)
        if both_ways is not None:
            notes += encoder_notes(both_ways)
        page.notes(notes)


def _text_input(page: Page, index: int) -> str:
    """One of the texts, bound to the address; the suggestion follows the language until the visitor types another."""
    key = _PARAMS[index]
    suggested = CONTINUED[page.visit.language][index]
    if st.session_state.get(key) in {texts[index] for texts in CONTINUED.values()} - {suggested}:
        st.session_state[key] = suggested
    label = page.t(f"text-{key}")
    return st.text_input(label, suggested, max_chars=MAX_CHARACTERS, key=key, bind="query-params") or ""


def _show_model(page: Page, kind: str, lm: Model, comparison: Comparison) -> None:
    t = page.t
    st.markdown(t(f"directions-{kind}", model=escape(lm.facts.name)))
    tokens = comparison.a.tokens
    labels = [visible(token.text) for token in tokens]
    alt = t(f"directions-{kind}-alt", count=len(tokens))
    show_figure(
        lambda ink: seen_square(labels, comparison.average, page.t.language, ink), key=f"attention-seen-{kind}", alt=alt
    )
    difference = float(comparison.differences.max())
    shown = "0" if difference == 0 else f"{difference:.2g}"
    st.markdown(t("directions-difference", word=escape(visible(comparison.word)), difference=shown))
    st.caption(t("directions-similarity", similarity=f"{comparison.similarity:.3f}"))
