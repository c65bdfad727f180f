"""Where the weight comes from: the query and the key of one link, multiplied, scaled, masked, shared out."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute.attention_links import AttentionLink, strongest_link
from llm_viz.chapters.attention.compute.dot_product_attention import queries_and_keys, read_layer, scaling_notes
from llm_viz.chapters.attention.compute.whole_text import read_text
from llm_viz.chapters.attention.parts.query_key import query_key_view
from llm_viz.engine.protocol.tracing import Trace
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import Visit

_PARAMS = ("link_layer", "link_head", "link_query", "link_key")


@st.fragment
def show(page: Page) -> None:
    """One layer's queries and keys; a fragment, since another layer's come from the model.

    Head and tokens are chosen in the browser.
    """
    visit, t = page.visit, page.t
    with folded(page, "qk", _PARAMS) as opened:
        if not opened:
            return
        page.prose("qk-how")
        whole = read_text(visit.lm, visit.text)
        strongest = strongest_link(whole.tokens, whole.attention_array()) or AttentionLink(0, 0, 0, 0, 1.0)
        layer = _chosen_layer(page, strongest.layer)
        trace = read_layer(visit.lm, visit.text, layer)
        vectors = queries_and_keys(trace, layer, visit.facts)
        link = _asked_link(visit, trace, layer, strongest)
        query_key_view(trace.tokens, vectors, link, name=f"{visit.model}\n{visit.text}", t=t)
        page.notes(scaling_notes(trace.tokens, vectors, link))
        heads, keys = visit.facts.heads, visit.facts.key_value_heads
        st.caption(t("qk-own-keys") if heads == keys else t("qk-shared-keys", heads=heads, keys=keys))


def _chosen_layer(page: Page, default: int) -> int:
    """The layer to look into, counted from 0; the menu and the address count from 1."""
    visit = page.visit
    numbers = [str(number) for number in range(1, visit.facts.layers + 1)]
    number = option_setting(
        visit, "link_layer", numbers, page.t("qk-layer"), str, key=f"qk-layer-{visit.model}-{visit.text}",
        default=numbers[default], control="menu", width=200,
    )  # fmt: skip
    return int(number) - 1


def _asked_link(visit: Visit, trace: Trace, layer: int, default: AttentionLink) -> AttentionLink:
    """The link of the layer that the address names (numbers from 1), else the head and tokens of `default`."""
    last = len(trace.tokens)
    head = visit.param_int("link_head", default.head + 1, 1, visit.facts.heads) - 1
    destination = visit.param_int("link_query", default.destination + 1, 1, last) - 1
    source = visit.param_int("link_key", default.source + 1, 1, last) - 1
    return AttentionLink(layer, head, destination, source, float(trace.attention[layer][head, destination, source]))
