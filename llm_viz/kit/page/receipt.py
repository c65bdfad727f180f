"""Why this token? Its score on a page, as a list that adds up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import Capture
from llm_viz.kit.charts.receipt import receipt_bars
from llm_viz.kit.charts.style import shortened
from llm_viz.kit.compute.receipt import (
    Item,
    items_by_layer,
    items_by_token,
    largest_first,
    receipt_notes,
    signed,
)
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.figure import show_figure
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting

_OFFERED = 6  # tokens
_SHOWN = {"token": 10, "layer": 14}  # lines before all others are gathered
_MEAN = "mean"
PARAMS = ("why", "why_against", "why_by")
"""The settings' names in the address."""

By = Literal["token", "layer"]


def show_receipt(page: Page) -> None:
    """One of the most probable tokens, what it is compared with, and the shares of its score. For use in a fragment."""
    visit, t = page.visit, page.t
    st.markdown(t("receipt-intro"))
    visit.lm.check_causal()
    likeliest = AttributionTargets(likeliest=_OFFERED)
    trace = visit.lm.trace(visit.text, Capture(candidates=0), attribution=(likeliest,))
    [shares] = trace.attribution
    target, against = _chosen(page, shares.candidates)
    if against is not None:
        compared = AttributionTargets(tokens=(shares.candidates[target].id,), against=shares.candidates[against].id)
        trace = visit.lm.trace(visit.text, Capture(candidates=0), attribution=(compared,))
        [shares], target = trace.attribution, 0
    ways: tuple[By, By] = ("token", "layer")
    by = option_setting(
        visit, "why_by", ways, t("receipt-by"), lambda way: t(f"receipt-by-{way}"), key=f"{page.name}-why-by"
    )
    _show_bars(page, shares, target, trace.tokens, by)
    st.caption(t("receipt-legend"))
    page.notes(receipt_notes(shares, target, trace.tokens))
    st.markdown(t("receipt-is-not"))


def _chosen(page: Page, candidates: Sequence[Candidate]) -> tuple[int, int | None]:
    """Which of the candidates, and which other one it is compared with; None: with the mean of all tokens."""
    t, name = page.t, page.name
    ranks = [str(rank + 1) for rank in range(len(candidates))]

    def named(rank: str) -> str:
        if rank == _MEAN:
            return t("receipt-mean")
        return escape(t("receipt-quoted", token=visible(candidates[int(rank) - 1].text)))

    place, place_against = f"{name}-why-token", f"{name}-why-against"
    token = option_setting(page.visit, "why", ranks, t("receipt-token"), named, key=place, control="pills")
    if st.session_state.get(place_against) == token:  # nothing is compared with itself
        st.session_state[place_against] = _MEAN
    others = [_MEAN, *(rank for rank in ranks if rank != token)]
    against = option_setting(
        page.visit, "why_against", others, t("receipt-against"), named, key=place_against, control="pills"
    )
    return int(token) - 1, None if against == _MEAN else int(against) - 1


def _show_bars(page: Page, shares: ScoreShares, target: int, tokens: Sequence[Token], by: By) -> None:
    t = page.t
    items = (items_by_token if by == "token" else items_by_layer)(shares, target)
    lines = largest_first(items, _SHOWN[by])
    names = [_named(item, tokens, t) for item in lines]
    score = float(shares.score[target])
    listed = "; ".join(f"{name} {signed(line.share)}" for name, line in zip(names, lines, strict=True))
    alt = t("receipt-alt", token=visible(shares.candidates[target].text), score=signed(score), list=listed)
    bars = partial(receipt_bars, lines, names, score, t("receipt-total"))
    show_figure(bars, f"{page.name}-why-bars", alt)


def _named(item: Item, tokens: Sequence[Token], t: Strings) -> str:
    layer = None if item.layer is None else item.layer + 1
    if item.kind == "attention" and item.source is not None:
        token = t("receipt-quoted", token=shortened(visible(tokens[item.source].text)))
        if sum(other.text == tokens[item.source].text for other in tokens) > 1:  # which of them
            token += f" #{item.source + 1}"
        return token if layer is None else t("receipt-layer-token", layer=layer, token=token)
    if item.kind == "start":
        return t("receipt-start")
    if item.kind == "others":
        return t("receipt-others", count=item.count)
    if layer is None:
        return t(f"receipt-{item.kind}")
    return t(f"receipt-layer-{item.kind}", layer=layer)
