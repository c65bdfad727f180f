"""Who looks at whom: every head of every layer, summed up in several ways, also for what the model writes next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute import attention_links as attention
from llm_viz.chapters.attention.compute.rollout import MAX_WRITTEN, overview_notes, rollout, write_on, written_looks
from llm_viz.chapters.attention.frame.reading import length_of, read
from llm_viz.chapters.attention.parts.heatmap import MAX, MEAN, ROLLOUT, View, heatmap
from llm_viz.chapters.attention.parts.written import written_table
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit


def show(page: Page) -> None:
    """The section; a fragment, since the model writes only when asked to."""
    visit, t = page.visit, page.t
    with page.section("look"):
        st.markdown(t("sees-left" if visit.facts.causal else "sees-both"))
        continuation = _written(page)
        trace = read(visit, visit.text, continuation)
        start = len(trace.tokens) - len(continuation) if continuation else None
        weights = trace.attention_array()
        flows = rollout(weights)
        share = attention.sink_share(weights)
        first = attention.label(trace.tokens[0])
        heatmap(
            trace.tokens,
            weights,
            flows,
            causal=visit.facts.causal,
            view=_asked_view(visit, attention.striking_look(trace.tokens, weights)),
            sink=t("sink-none") if share is None else t("sink-now", token=first, share=percent(share)),
            name=f"{visit.model}\n{visit.text}",
            written=start,
            t=t,
        )
        if start is not None:
            _show_written(page, trace.tokens, weights, start)
        page.notes([*attention.look_notes(trace.tokens, weights), *overview_notes(trace.tokens, weights, flows)])


def _written(page: Page) -> tuple[int, ...]:
    """What the model writes after the text, if the visitor asks for it."""
    visit, t = page.visit, page.t
    if not visit.facts.causal:
        st.caption(t("written-needs-causal"))
        return ()
    if not st.toggle(t("written-include", count=MAX_WRITTEN), key="written", bind="query-params"):
        return ()
    room = attention.length_limit(visit.facts) - length_of(visit, visit.text)
    if room < 1:
        st.caption(t("written-no-room"))
        return ()
    return write_on(visit.lm, visit.text, min(MAX_WRITTEN, room))


def _show_written(page: Page, tokens: Sequence[Token], weights: Floats, start: int) -> None:
    st.subheader(page.t("section-written"), anchor="written")
    page.prose("written")
    written_table(written_looks(tokens, weights, start), page.t)


def _asked_view(visit: Visit, striking: attention.Look | None) -> View:
    """Layer, head and sink from the address; by default the head with the most striking look."""
    layer = MEAN if striking is None else str(striking.layer + 1)
    head = MEAN if striking is None else str(striking.head + 1)
    layer = visit.param_choice("layer", layer, [*_numbers(visit.facts.layers), MEAN, MAX])
    head = visit.param_choice("head", head, [*_numbers(visit.facts.heads), MEAN, MAX, ROLLOUT])
    if head == ROLLOUT and not layer.isdecimal():
        layer = str(visit.facts.layers)
    return View(layer, head, hide_sink=visit.param_choice("sink", "show", ("show", "hide")) == "hide")


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]
