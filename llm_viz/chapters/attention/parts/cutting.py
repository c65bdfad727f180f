"""Cutting links and silencing heads: the controls, and the word before and after. The browser only asks.

Who looks (the studied word, another token, or everybody) is chosen in the browser; the attention between all words and
all tokens is there already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.attention.compute.word_sense.attention_between import StrongestWeights
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, context_groups, token_groups
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import SpanKnockout, all_others, parse_knockout
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.chapters.attention.parts.sense_payload import ChartPayload, Scores, chart_payload, rounded
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part

MAX_HEADS, MAX_LINKS = 40, 100
_KEY = "cutting"
_NEXT = 5
_SIDED = re.compile("([ab])(.{1,40})")
_PAIR = re.compile("([0-9]{1,3})-([0-9]{1,3})")
_STRINGS = (
    "in-layers", "first-layer", "last-layer", "silence", "add", "restore", "who", "click", "cut", "cut-all", "mend",
    "everyone-later", "everyone-else", "first-token", "by-token", "now-cut", "attention", "meaning", "shift",
    "follows", "no-next", "no-words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is taken away. `links`: side (0 = A) and link, cut in the layers `first` to `last`, from 0. `heads`: layer
    and head, from 0, silent in both contexts.
    """

    links: tuple[tuple[int, SpanKnockout], ...]
    heads: tuple[tuple[int, int], ...]
    first: int
    last: int

    def links_of(self, side: int) -> tuple[SpanKnockout, ...]:
        """The links cut in one context."""
        return tuple(link for of, link in self.links if of == side)


@dataclass(frozen=True, slots=True, eq=False)
class Showing:
    """A context as it is and, where something is cut, as it became, each with who looks at whom."""

    before: WordReading
    looks: StrongestWeights
    after: WordReading | None
    looks_after: StrongestWeights | None


class CutsPayload(TypedDict):
    """`Cuts` as they stand in the address, with layers from 1."""

    links: list[str]
    heads: list[str]
    first: int
    last: int


class PiecePayload(TypedDict):
    """A word or a token of a context, with its first and last token, from 1."""

    text: str
    first: int
    last: int


class PiecesPayload(TypedDict):
    """A context in pieces; who looks at whom in rows, shares with four digits, before and after the cuts."""

    pieces: list[PiecePayload]
    before: list[list[float]]
    after: list[list[float]] | None


class MeansPayload(TypedDict):
    """The mean score of the last third of the layers, before and after the cuts."""

    before: float
    after: float | None


class NextPayload(TypedDict):
    """A next token with its shares; None: too small to be listed, below `below`. `after`: if something is cut."""

    label: str
    below: float
    before: float | None
    after: NotRequired[float | None]


class CutContextPayload(TypedDict):
    """A context; `word`: first and last token of the studied word, from 1; `all_others`: its links to all others."""

    text: str
    word: tuple[int, int]
    words: PiecesPayload
    tokens: PiecesPayload
    all_others: list[str]
    scores: Scores
    scores_after: Scores | None
    means: MeansPayload
    next: list[NextPayload] | None


class CuttingPayload(ChartPayload):
    """What `cutting.js` shows; `heads` is the number of heads in a layer."""

    heads: int
    causal: bool
    cuts: CutsPayload
    suggestions: list[str]
    contexts: list[CutContextPayload]


def parse_cuts(links: object, heads: object, layers: object, facts: ModelFacts) -> Cuts | None:
    """Cuts as they stand in the address ("a4-2.bx-3", "7-3.8-1", "5-20"; from 1), None if they make no sense."""
    if not all(isinstance(part, str) for part in (links, heads, layers)):
        return None
    found_links = [_parse_sided(part) for part in str(links).split(".") if part]
    found_heads = [_PAIR.fullmatch(part) for part in str(heads).split(".") if part]
    span = _PAIR.fullmatch(str(layers)) if layers else None
    first, last = (int(span[1]), int(span[2])) if span else (1, facts.layers)
    pairs = [(int(match[1]), int(match[2])) if match else (0, 0) for match in found_heads]
    inside = all(1 <= layer <= facts.layers and 1 <= head <= facts.heads for layer, head in pairs)
    wrong = None in found_links or not inside or (layers and not span) or not 1 <= first <= last <= facts.layers
    if wrong or len(pairs) > MAX_HEADS or len(found_links) > MAX_LINKS:
        return None
    cut_links = tuple(dict.fromkeys(found for found in found_links if found is not None))
    return Cuts(cut_links, tuple((layer - 1, head - 1) for layer, head in pairs), first - 1, last - 1)


def _parse_sided(text: str) -> tuple[int, SpanKnockout] | None:
    match = _SIDED.fullmatch(text)
    link = parse_knockout(match[2]) if match else None
    return ("ab".index(match[1]), link) if match and link else None


def cutting(
    showings: Sequence[Showing],
    axis: SenseAxis,
    cuts: Cuts,
    senses: tuple[str, str],
    suggestions: Sequence[tuple[int, int]],
    *,
    facts: ModelFacts,
    place: str,
    t: Strings,
) -> None:
    """Show both contexts before and after. `suggestions`: layer and head, from 0, of heads worth silencing.

    What the visitor asks for is kept as text in the session state under `place`, for `parse_cuts`.
    """

    def keep() -> None:
        sent = st.session_state[_KEY].cuts
        if isinstance(sent, Mapping):
            st.session_state[place] = tuple(str(sent.get(name, "")) for name in ("links", "heads", "layers"))

    payload: CuttingPayload = {
        **chart_payload(axis, senses, t, *_STRINGS),
        "heads": facts.heads,
        "causal": facts.causal,
        "cuts": _cuts_payload(cuts),
        "suggestions": [f"{layer + 1}-{head + 1}" for layer, head in suggestions],
        "contexts": [_context_payload(showing, axis) for showing in showings],
    }
    part(__file__, styles=("graph", "sense"))(_KEY, payload, on_cuts_change=keep)


def _cuts_payload(cuts: Cuts) -> CutsPayload:
    return {
        "links": [f"{'ab'[side]}{link}" for side, link in cuts.links],
        "heads": [f"{layer + 1}-{head + 1}" for layer, head in cuts.heads],
        "first": cuts.first + 1,
        "last": cuts.last + 1,
    }


def _context_payload(showing: Showing, axis: SenseAxis) -> CutContextPayload:
    before, after, now = showing.before, showing.after, showing.looks_after
    scores = sense_by_layer(axis, before)
    scores_after = None if after is None else sense_by_layer(axis, after)
    return {
        "text": visible_words(before.context),
        "word": (before.word.start + 1, before.word.stop),
        "words": _pieces_payload(context_groups(before), showing.looks.words, None if now is None else now.words),
        "tokens": _pieces_payload(token_groups(before), showing.looks.tokens, None if now is None else now.tokens),
        "all_others": [str(link) for link in all_others(before)],
        "scores": rounded(scores),
        "scores_after": None if scores_after is None else rounded(scores_after),
        "means": {
            "before": round(mean_sense(scores), 4),
            "after": None if scores_after is None else round(mean_sense(scores_after), 4),
        },
        "next": _next_payload(before.next, None if after is None else after.next),
    }


def _pieces_payload(pieces: Sequence[ContextWord], before: Floats, after: Floats | None) -> PiecesPayload:
    labels: list[PiecePayload] = [
        {"text": visible(piece.text), "first": piece.positions[0] + 1, "last": piece.positions[-1] + 1}
        for piece in pieces
    ]
    return {"pieces": labels, "before": _shares(before), "after": None if after is None else _shares(after)}


def _shares(looks: Floats) -> list[list[float]]:
    # Half of a causal model's weights are zeros: "0" is what they take, not "0.0".
    return [[round(float(share), 4) or 0 for share in row] for row in np.asarray(looks)]


def _next_payload(before: Distribution | None, after: Distribution | None) -> list[NextPayload] | None:
    """The best tokens before and after together."""
    if before is None:
        return None
    listed = [distribution for distribution in (before, after) if distribution is not None]
    best = {candidate.id: candidate for distribution in listed for candidate in distribution.candidates[:_NEXT]}
    shares = [{candidate.id: candidate.probability for candidate in each.candidates} for each in listed]
    below = max(distribution.candidates[-1].probability for distribution in listed)
    rows: list[NextPayload] = []
    for token_id, candidate in best.items():
        row: NextPayload = {"label": visible(candidate.text), "below": below, "before": shares[0].get(token_id)}
        if after is not None:
            row["after"] = shares[1].get(token_id)
        rows.append(row)
    return rows
