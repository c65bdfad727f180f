"""Left to right or both ways: two texts that begin alike, in the visitor's model and in one that reads both ways."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import SPACE, visible
from llm_viz.chapters.attention.charts import seen_square
from llm_viz.chapters.attention.compute import shared_beginning
from llm_viz.chapters.attention.compute.shared_beginning import Comparison
from llm_viz.chapters.attention.frame.unfold import unfolding
from llm_viz.chapters.attention.parts.reading_on import reading_table
from llm_viz.engine.model import Model
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page, guarded

_PARAMS = ("first", "second")


def show(page: Page) -> None:
    """The section; a fragment, since the texts are its own."""
    with page.section("directions"), unfolding(page, "directions", _PARAMS) as opened:
        if not opened:
            return
        texts = (_text_input(page, 0), _text_input(page, 1))
        for text in texts:
            check_text(text)
        left, right = st.columns(2, gap="large")
        pair = None
        with left, guarded(page.visit.language):
            if page.visit.facts.causal:
                pair = shared_beginning.compare(page.visit.lm, texts)
                _show_model(page, "causal", page.visit.lm, pair)
            else:
                st.info(page.t("directions-needs-causal"), icon=":material/arrow_right_alt:")
        both = None
        with right, guarded(page.visit.language):
            encoder = page.visit.lm.other(shared_beginning.ENCODER) if page.visit.facts.causal else page.visit.lm
            both = shared_beginning.compare(encoder, texts)
            _show_model(page, "encoder", encoder, both)
        _show_later(page, texts, pair, both)


def _text_input(page: Page, index: int) -> str:
    """One of the texts, bound to the address; the suggestion follows the language until the visitor types another."""
    key = ("first", "second")[index]
    suggested = shared_beginning.CONTINUED[page.visit.language][index]
    if st.session_state.get(key) in {texts[index] for texts in shared_beginning.CONTINUED.values()} - {suggested}:
        st.session_state[key] = suggested
    limit = shared_beginning.MAX_CHARACTERS
    return st.text_input(page.t(f"text-{key}"), suggested, max_chars=limit, key=key, bind="query-params") or ""


def _show_model(page: Page, kind: str, lm: Model, pair: Comparison) -> None:
    t = page.t
    st.markdown(t(f"directions-{kind}", model=escape(lm.facts.name)))
    tokens = pair.a.tokens
    labels = [visible(token.text) for token in tokens]
    alt = t(f"directions-{kind}-alt", count=len(tokens))
    show_figure(lambda ink: seen_square(labels, pair.average, ink), key=f"attention-seen-{kind}", alt=alt)
    difference = float(pair.differences.max())
    shown = "0" if difference == 0 else f"{difference:.2g}"
    st.markdown(t("directions-difference", word=escape(visible(pair.word)), difference=shown))
    st.caption(t("directions-similarity", similarity=f"{pair.similarity:.3f}"))


def _show_later(page: Page, texts: tuple[str, str], pair: Comparison | None, both: Comparison | None) -> None:
    """From where on the causal model knows, and what may be said of both."""
    visit, t = page.visit, page.t
    notes = []
    if pair is not None:
        st.subheader(t("section-later"), anchor="later")
        page.prose("later")
        readings = [
            shared_beginning.reading_on(visit.lm, text, trace, pair.position)
            for text, trace in zip(texts, (pair.a, pair.b), strict=True)
        ]
        columns = st.columns(2, gap="large")
        for index, (column, steps) in enumerate(zip(columns, readings, strict=True)):
            with column:
                st.markdown(f"**{escape(visible(texts[index]).replace(SPACE, ' '))}**")
                reading_table(steps, t(f"text-{('first', 'second')[index]}"), key=f"reading_on-{index}", t=t)
        again = shared_beginning.similarity_again(visit.lm, texts, pair)
        notes += shared_beginning.causal_notes(pair, again, readings[0])
    page.notes([*notes, *(shared_beginning.encoder_notes(both) if both is not None else [])])
