"""Cutting links and silencing heads: the controls, and the word before and after. The browser only asks.

Who looks (the studied word, another token, or everybody) is chosen in the browser; the attention between all words and
all tokens is there already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import numpy as np
import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.cut_effects import SuggestedCut
from llm_viz.chapters.attention.compute.word_sense.cuts import CutReading, Cuts
from llm_viz.chapters.attention.compute.word_sense.reading import context_groups, token_groups
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import all_others
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord
from llm_viz.chapters.attention.parts.sense_payload import ChartPayload, Scores, chart_payload, rounded
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.part import part

_KEY = "cutting"
_NEXT = 5
_STRINGS = (
    "try", "try-all", "try-word", "try-none", "in-layers", "first-layer", "last-layer", "silence", "add", "restore",
    "who", "click", "cut", "cut-all", "mend", "everyone-later", "everyone-else", "first-token", "by-token", "now-cut",
    "attention", "meaning", "shift", "follows", "no-next", "no-words",
)  # fmt: skip


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


class SuggestedCutPayload(TypedDict):
    """A cut to try first, in the context of a `side` (0 = A), by its links; `word`: None = all but the first token."""

    side: int
    word: str | None
    links: list[str]


class CuttingPayload(ChartPayload):
    """What `cutting.js` shows; `heads` is the number of heads in a layer."""

    heads: int
    causal: bool
    cuts: CutsPayload
    first: list[SuggestedCutPayload]
    suggestions: list[str]
    contexts: list[CutContextPayload]


def cutting(
    contexts: Sequence[CutReading],
    axis: SenseAxis,
    cuts: Cuts,
    senses: tuple[str, str],
    first: Sequence[SuggestedCut],
    heads: Sequence[tuple[int, int]],
    *,
    facts: ModelFacts,
    place: str,
    t: Strings,
) -> None:
    """Show both contexts before and after.

    `first`: cuts to try first, the most effective one at the front; `heads`: layer and head, from 0, of heads worth
    silencing.

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
        "first": [_suggestion_payload(suggestion) for suggestion in first],
        "suggestions": [f"{layer + 1}-{head + 1}" for layer, head in heads],
        "contexts": [_context_payload(context, axis) for context in contexts],
    }
    part(__file__, styles=("graph", "sense"))(_KEY, payload, on_cuts_change=keep)


def _cuts_payload(cuts: Cuts) -> CutsPayload:
    return {
        "links": [f"{'ab'[side]}{link}" for side, link in cuts.links],
        "heads": [f"{layer + 1}-{head + 1}" for layer, head in cuts.heads],
        "first": cuts.first + 1,
        "last": cuts.last + 1,
    }


def _suggestion_payload(suggestion: SuggestedCut) -> SuggestedCutPayload:
    word = None if suggestion.word is None else visible(suggestion.word.text)
    return {"side": suggestion.side, "word": word, "links": [str(link) for link in suggestion.links]}


def _context_payload(context: CutReading, axis: SenseAxis) -> CutContextPayload:
    before, after, now = context.before, context.after, context.looks_after
    scores = sense_by_layer(axis, before)
    scores_after = None if after is None else sense_by_layer(axis, after)
    return {
        "text": visible_words(before.context),
        "word": (before.word.start + 1, before.word.stop),
        "words": _pieces_payload(context_groups(before), context.looks.words, None if now is None else now.words),
        "tokens": _pieces_payload(token_groups(before), context.looks.tokens, None if now is None else now.tokens),
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
