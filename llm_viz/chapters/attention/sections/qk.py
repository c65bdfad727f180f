"""Where the weight comes from: the query and the key of one link, multiplied, scaled, masked, shared out."""

from __future__ import annotations

import streamlit as st

from llm_viz.chapters.attention.compute import attention_links as attention
from llm_viz.chapters.attention.compute import dot_product_attention
from llm_viz.chapters.attention.compute.attention_links import Look
from llm_viz.chapters.attention.frame.reading import read
from llm_viz.chapters.attention.frame.unfold import unfolding
from llm_viz.chapters.attention.parts.query_key import query_key_view
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

_PARAMS = ("link_head", "link_query", "link_key")


def show(page: Page) -> None:
    """The section; a fragment, since another layer's vectors come from the model. Heads and tokens: in the browser."""
    visit, t = page.visit, page.t
    with page.section("qk"), unfolding(page, "qk", _PARAMS) as opened:
        if not opened:
            return
        page.prose("qk-how")
        whole = read(visit, visit.text)
        striking = attention.striking_look(whole.tokens, whole.attention_array()) or Look(0, 0, 0, 0, 1.0)
        layers = range(1, visit.facts.layers + 1)
        chosen = st.selectbox(t("qk-layer"), layers, index=striking.layer, key=f"qk-layer-{visit.model}", width=200)
        layer = (chosen or 1) - 1
        trace = visit.lm.trace(visit.text, Capture(attention=(layer,), vectors=(layer,), candidates=0))
        given = dot_product_attention.products(trace, layer, visit.facts)
        look = _asked_look(visit, trace, Look(layer, striking.head, striking.query, striking.key, striking.weight))
        query_key_view(trace.tokens, given, look, name=f"{visit.model}\n{visit.text}", t=t)
        page.notes(dot_product_attention.notes(trace.tokens, given, look))
        heads, keys = visit.facts.heads, visit.facts.key_value_heads
        st.caption(t("qk-own-keys") if heads == keys else t("qk-shared-keys", heads=heads, keys=keys))


def _asked_look(visit: Visit, trace: Trace, default: Look) -> Look:
    """The link in the address (numbers from 1), else the most striking one."""
    last = len(trace.tokens)
    head = visit.param_int("link_head", default.head + 1, 1, visit.facts.heads) - 1
    query = visit.param_int("link_query", default.query + 1, 1, last) - 1
    key = visit.param_int("link_key", default.key + 1, 1, last) - 1
    return Look(default.layer, head, query, key, float(trace.attention[default.layer][head, query, key]))
