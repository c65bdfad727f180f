"""Chapter 6: which earlier tokens each token draws on, and how "Apple" reads its context."""

from __future__ import annotations

import streamlit as st

from llm_viz.concepts import attention
from llm_viz.concepts.attention import Reading
from llm_viz.ui import attention_overview, bertviz_view
from llm_viz.ui.attention_reading import read
from llm_viz.ui.chapter import Page, chapter
from llm_viz.ui.components.address import remember_in_address
from llm_viz.ui.components.sandbox import sandbox
from llm_viz.ui.components.two_contexts import STRONGEST, head_name, two_contexts
from llm_viz.ui.shell import check_sentence
from llm_viz.visible import visible

CONTRASTING_HEADS = 4


def draw(page: Page) -> None:
    st.fragment(attention_overview.show)(page)
    st.fragment(show_apple)(page)
    st.fragment(show_bertviz)(page)


def show_apple(page: Page) -> None:
    t = page.t
    with page.section("apple"):
        left, right = st.columns(2, gap="large")
        with left:
            text_a = context_input(page, "a", 0)
        with right:
            text_b = context_input(page, "b", 1)
        readings = attention.read_pair(*(read(page.visit, text) for text in (text_a, text_b)))
        if revealed(page, (text_a, text_b), readings[1]):
            show_readings(page, readings)
        else:
            st.caption(t("covered"))


def context_input(page: Page, key: str, index: int) -> str:
    """One of the two texts, bound to the address; a suggestion follows the language until the visitor types another."""
    suggested = attention.APPLE[page.visit.language][index]
    if st.session_state.get(key) in {texts[index] for texts in attention.APPLE.values()} - {suggested}:
        st.session_state[key] = suggested
    text = st.text_input(
        page.t(f"context-{key}"),
        suggested,
        max_chars=attention.MAX_CONTEXT_CHARACTERS,
        key=key,
        bind="query-params",
    )
    check_sentence(text or "")
    return text or ""


def revealed(page: Page, texts: tuple[str, str], reading: Reading) -> bool:
    """Whether the readings may be seen: after a guess, after "just show me", or by a link with `reveal=1`.

    The guess is about the suggested texts only; others are shown at once.
    """
    asked = page.visit.param_choice("reveal", "0", ("0", "1")) == "1"
    by_link = bool(st.session_state.setdefault("attention-revealed-by-link", asked))
    favourite = attention.favourite(reading)
    if by_link or favourite is None or texts != attention.APPLE[page.visit.language]:
        return True
    answer = attention.label(reading.tokens[favourite])
    seen = page.guess("guess-look", attention.guess_options(reading), answer)
    remember_in_address("attention-address", reveal="1" if seen else None)
    return seen


def show_readings(page: Page, readings: tuple[Reading, Reading]) -> None:
    heads = attention.contrasting_heads(*readings, CONTRASTING_HEADS)
    names = [STRONGEST, *(head_name(head) for head in heads)]
    two_contexts(readings, heads, chosen=page.visit.param_choice("pair", STRONGEST, names), t=page.t)
    page.notes(attention.apple_notes(*readings))
    st.caption(page.t("not-an-explanation"))


def show_bertviz(page: Page) -> None:
    """BertViz's pages are large: made only when the visitor asks for one."""
    visit, t = page.visit, page.t
    with page.section("free"):
        views: list[bertviz_view.View] = ["head", "model"]
        view = st.segmented_control(
            t("bertviz-view"), views, format_func=lambda view: t(f"bertviz-{view}"), key="attention-bertviz"
        )
        if view is None:
            return
        trace = read(visit, visit.text)
        length, limit = len(trace.tokens), bertviz_view.MAX_HEAD_VIEW_TOKENS
        if view == "head" and length > limit:
            st.info(t("bertviz-too-long", length=length, limit=limit), icon=":material/straighten:")
            return
        weights = attention.stacked(trace)
        first, last = 1, visit.facts.layers
        if view == "model":
            first, last = chosen_layers(page, length)
        page_html = bertviz_view.bertviz_page(
            view,
            weights[first - 1 : last],
            [visible(token.text) for token in trace.tokens],
            first_layer=first,
            language=visit.language,
            layer_label=t("heatmap-layer"),
        )
        sandbox(
            page_html,
            key=f"attention-bertviz-{view}",
            title=f"BertViz: {t(f'bertviz-{view}')}",
            height=bertviz_view.page_height(view, last - first + 1, visit.facts.heads, length),
        )
        st.caption(t(f"bertviz-{view}-how"))


def chosen_layers(page: Page, length: int) -> tuple[int, int]:
    """First and last layer of the model view: all of them, or a part to choose where all would be too many lines."""
    facts = page.visit.facts
    at_once = bertviz_view.layers_at_once(length, facts.heads)
    if at_once >= facts.layers:
        return 1, facts.layers
    parts = [(first, min(first + at_once - 1, facts.layers)) for first in range(1, facts.layers + 1, at_once)]
    part = st.selectbox(
        page.t("bertviz-layers", length=length),
        parts,
        format_func=lambda part: f"{part[0]} – {part[1]}",
        key=f"attention-bertviz-layers-{facts.key}-{at_once}",
    )
    return part or parts[0]


with chapter("attention", presets=attention.PRESETS) as this_page:
    draw(this_page)
