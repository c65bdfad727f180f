"""BertViz, to explore freely."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.whole_text import read_text
from llm_viz.chapters.attention.parts import bertviz_view
from llm_viz.chapters.attention.parts.sandbox import sandbox
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting

_VIEWS: tuple[bertviz_view.View, ...] = ("head", "model")
_NO_VIEW = "none"
_VIEW = "attention-bertviz"
"""Key of the view in the session state; it is `bertviz` in the address."""


@st.fragment
def show(page: Page) -> None:
    """One of BertViz's views; a fragment. Its pages are large: made only when the visitor asks for one."""
    visit, t = page.visit, page.t
    with folded(page, "free", ("bertviz", "bertviz_layers")) as opened:
        if not opened:
            return
        view = _chosen_view(page)
        if view is None:
            return
        trace = read_text(visit.lm, visit.text)
        length, limit = len(trace.tokens), bertviz_view.MAX_HEAD_VIEW_TOKENS
        if view == "head" and length > limit:
            st.info(t("bertviz-too-long", length=length, limit=limit), icon=":material/straighten:")
            return
        weights = trace.attention_array()
        first, last = 1, visit.facts.layers
        if view == "model":
            first, last = _chosen_layers(page, length)
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


def _chosen_view(page: Page) -> bertviz_view.View | None:
    """The view that is to be made; none at first."""
    t = page.t
    if _VIEW not in st.session_state:
        asked = page.visit.param_choice("bertviz", _NO_VIEW, (_NO_VIEW, *_VIEWS))
        st.session_state[_VIEW] = None if asked == _NO_VIEW else asked
    view = st.segmented_control(
        t("bertviz-view"), _VIEWS, format_func=lambda view: t(f"bertviz-{view}"), key=_VIEW, persist_state="session"
    )
    remember_in_address(f"{_VIEW}-address", bertviz=view)
    return view


def _chosen_layers(page: Page, length: int) -> tuple[int, int]:
    """First and last layer of the model view: all of them, or a part to choose where all would be too many lines."""
    facts = page.visit.facts
    at_once = bertviz_view.layers_at_once(length, facts.heads)
    if at_once >= facts.layers:
        return 1, facts.layers
    parts = [f"{first}-{min(first + at_once - 1, facts.layers)}" for first in range(1, facts.layers + 1, at_once)]
    part = option_setting(
        page.visit, "bertviz_layers", parts, page.t("bertviz-layers", length=length),
        lambda part: part.replace("-", " – "), key=f"{_VIEW}-layers-{facts.key}-{at_once}", control="menu",
    )  # fmt: skip
    first, last = map(int, part.split("-"))
    return first, last
