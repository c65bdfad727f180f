"""Who looks at whom: every head of every layer, summed up in several ways, also for what the model writes next."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute.attention_links import (
    AttentionLink,
    attention_notes,
    sink_share,
    strongest_link,
)
from llm_viz.chapters.attention.compute.note_values import token_label
from llm_viz.chapters.attention.compute.rollout import averaging_notes, rollout
from llm_viz.chapters.attention.compute.whole_text import length_limit, read_text, token_count
from llm_viz.chapters.attention.compute.written_tokens import MAX_WRITTEN, write_on
from llm_viz.chapters.attention.parts.heatmap import MAX, MEAN, ROLLOUT, View, heatmap
from llm_viz.chapters.attention.sections import written
from llm_viz.kit.page.folds import fold_notes, folded
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit


@st.fragment
def show(page: Page) -> None:
    """The heat map in a fold; a fragment, since the model writes only when asked to."""
    visit, t = page.visit, page.t
    with folded(page, "look", ("layer", "head", "sink", "row", "cell", "written")) as opened:
        if not opened:
            return
        picture = st.container()
        # Asked once: later, the switch itself writes into the address.
        linked = st.session_state.setdefault("attention-written-linked", "written" in st.query_params)
        with st.expander(t("section-written"), linked, key="attention-written-fold", icon=":material/edit_note:"):
            continuation = _continuation(page)
            written_place = st.container()
        trace = read_text(visit.lm, visit.text, continuation)
        start = len(trace.tokens) - len(continuation) if continuation else None
        weights = trace.attention_array()
        flows = rollout(weights)
        share = sink_share(weights)
        first = token_label(trace.tokens[0])
        with picture:
            heatmap(
                trace.tokens,
                weights,
                flows,
                causal=visit.facts.causal,
                view=_asked_view(visit, strongest_link(trace.tokens, weights), len(trace.tokens)),
                sink=t("sink-none") if share is None else t("sink-now", token=first, share=percent(share, t.language)),
                name=f"{visit.model}\n{visit.text}",
                sees=t("sees-left" if visit.facts.causal else "sees-both"),
                written=start,
                t=t,
            )
        notes = [*attention_notes(trace.tokens, weights), *averaging_notes(trace.tokens, weights, flows)]
        fold_notes(page, "look", notes)
        if start is not None:
            with written_place:
                written.show(page, trace.tokens, weights, start)


def _continuation(page: Page) -> tuple[int, ...]:
    """What the model writes after the text, as token ids, if the visitor asks for it."""
    visit, t = page.visit, page.t
    if not visit.facts.causal:
        st.caption(t("written-needs-causal"))
        return ()
    if not st.toggle(t("written-include", count=MAX_WRITTEN), key="written", bind="query-params"):
        return ()
    room = length_limit(visit.facts) - token_count(visit.lm, visit.text)
    if room < 1:
        st.caption(t("written-no-room"))
        return ()
    return write_on(visit.lm, visit.text, min(MAX_WRITTEN, room))


def _asked_view(visit: Visit, strongest: AttentionLink | None, length: int) -> View:
    """Layer, head, sink, row and cell from the address; by default the head of the strongest link.

    A row or a cell that the text does not have (of `length` tokens) may be another text's, and is passed over.
    """
    layer = MEAN if strongest is None else str(strongest.layer + 1)
    head = MEAN if strongest is None else str(strongest.head + 1)
    layer = visit.param_choice("layer", layer, [*_numbers(visit.facts.layers), MEAN, MAX])
    head = visit.param_choice("head", head, [*_numbers(visit.facts.heads), MEAN, MAX, ROLLOUT])
    if head == ROLLOUT and not layer.isdecimal():
        layer = str(visit.facts.layers)
    most = length_limit(visit.facts)
    row, cell = visit.param_int("row", 0, 0, most), visit.param_int("cell", 0, 0, most)
    query, key = (number - 1 if 1 <= number <= length else None for number in (row, cell))
    return View(
        layer,
        head,
        hide_sink=visit.param_choice("sink", "show", ("show", "hide")) == "hide",
        query=query,
        key=None if query is None else key,
    )


def _numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]
