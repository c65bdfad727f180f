"""One head or one layer, chosen by the visitor, taken away: what is predicted with it and without."""

from __future__ import annotations

from functools import partial

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.blackbox.compute.heads import (
    Head,
    Reading,
    head_ablations,
    head_name,
    next_without,
    probability_of,
    shifts,
)
from llm_viz.chapters.limits.blackbox.frame import ObservedText
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import HeadAblation
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.charts.predictions import mirrored_bars
from llm_viz.kit.markdown import escape, plain
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.folds import folded

_HEAD = "blackbox_cut"
"""Name in the address of the layer and head, as in "24-5"; head 0: the whole layer."""
_WHOLE_LAYER = 0


def show(page: DrawbackPage, observed: ObservedText) -> tuple[HeadAblation, ...]:
    """Draw the section. The heads that are taken away: at first the one that attends most; none if that failed."""
    t, visit, reading = page.t, page.visit, observed.reading
    ablations = head_ablations(*observed.strongest, visit.facts.heads)
    with folded(page, "cut", (_HEAD,)) as opened:
        if not opened:
            return ablations
        ablations = ()
        chosen = _choose_head(page, observed)
        after = next_without(visit.lm, reading.text, chosen)
        ablations = chosen
        figure = partial(mirrored_bars, shifts(reading.following, after), t)
        changed = _change(page, reading, after)
        finding = ", ".join(f"{name}: {share}" for name, share in changed)
        show_figure(figure, "limits_blackbox-cut", f"{t('cut-alt')} {plain(finding)}")
        st.caption(t("cut-setting", model=escape(visit.facts.name)))
        for column, (name, share) in zip(st.columns(2), changed, strict=True):
            column.metric(name, share)
    return ablations


def _choose_head(page: DrawbackPage, observed: ObservedText) -> tuple[HeadAblation, ...]:
    """The layer and head to take away, at first those of the address, or the head that attends most."""
    t, facts = page.t, page.visit.facts
    place = f"limits_blackbox-cut-{page.visit.model}-{observed.reading.text}"
    layer_key, head_key = f"{place}-layer", f"{place}-head"
    if layer_key not in st.session_state:
        first = _head_of_address(page, observed.strongest, facts.layers, facts.heads)
        st.session_state[layer_key], st.session_state[head_key] = first
    with st.container(horizontal=True):
        layer = st.selectbox(t("layer"), range(1, facts.layers + 1), key=layer_key, persist_state="session")
        head = st.selectbox(
            t("head"),
            range(facts.heads + 1),
            key=head_key,
            format_func=lambda number: t("all-heads") if number == _WHOLE_LAYER else str(number),
            persist_state="session",
        )
    remember_in_address("limits_blackbox-cut-address", **{_HEAD: f"{layer}-{head}"})
    return head_ablations(layer - 1, None if head == _WHOLE_LAYER else head - 1, facts.heads)


def _head_of_address(page: DrawbackPage, suggested: Head, layers: int, heads: int) -> tuple[int, int]:
    """Layer and head as the address names them, each counted from 1 (head 0: the whole layer), or the suggested."""
    names = [f"{layer}-{head}" for layer in range(1, layers + 1) for head in range(heads + 1)]
    layer, head = page.visit.param_choice(_HEAD, head_name(suggested), names).split("-")
    return int(layer), int(head)


def _change(page: DrawbackPage, reading: Reading, after: Distribution) -> list[tuple[str, str]]:
    """The favourite's probability with the whole model and without the heads, each under its name."""
    best, winner = reading.following.candidates[0], escape(visible(reading.winner))
    probabilities = {"before": best.probability, "after": probability_of(best.id, after)}
    return [(page.t(name, winner=winner), percent(share, page.t.language)) for name, share in probabilities.items()]
