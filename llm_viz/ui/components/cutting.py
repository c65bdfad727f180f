"""Cutting links and silencing heads: the controls, and the word before and after. The browser only asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from llm_viz.concepts.attention_pair import word_weights
from llm_viz.concepts.sense import Axis, WordReading, mean_sense, sense_by_layer
from llm_viz.concepts.sense_proof import ranked_words
from llm_viz.i18n import Strings
from llm_viz.lm.protocol import Distribution, ModelFacts
from llm_viz.ui.components.meaning import visible_text
from llm_viz.ui.components.payload import Payload
from llm_viz.ui.components.registry import component
from llm_viz.ui.components.sense_payload import chart_payload, rounded
from llm_viz.visible import visible

MAX_HEADS = 40
_KEY = "cutting"
_NEXT = 5
_LINK, _PAIR = re.compile("([ab])([1-9][0-9]{0,2})"), re.compile("([0-9]{1,3})-([0-9]{1,3})")
_STRINGS = (
    "in-layers", "first-layer", "last-layer", "silence", "add", "restore", "click", "cut", "cut-all", "mend",
    "attention", "meaning", "shift", "follows", "no-next", "no-words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cuts:
    """What is taken away. `links`: side (0 = A) and number of the earlier word, from 0; cut in the layers
    `first` to `last`, from 0. `heads`: layer and head, from 0, silent in both contexts.
    """

    links: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int], ...]
    first: int
    last: int


def parse_cuts(links: object, heads: object, layers: object, facts: ModelFacts) -> Cuts | None:
    """Cuts as they stand in the address ("a2.b1", "7-3.8-1", "5-20"; numbers from 1), None if they make no sense."""
    if not all(isinstance(part, str) for part in (links, heads, layers)):
        return None
    found_links = [_LINK.fullmatch(part) for part in str(links).split(".") if part]
    found_heads = [_PAIR.fullmatch(part) for part in str(heads).split(".") if part]
    span = _PAIR.fullmatch(str(layers)) if layers else None
    first, last = (int(span[1]), int(span[2])) if span else (1, facts.layers)
    pairs = [(int(match[1]), int(match[2])) if match else (0, 0) for match in found_heads]
    inside = all(1 <= layer <= facts.layers and 1 <= head <= facts.heads for layer, head in pairs)
    wrong = None in found_links or not inside or (layers and not span) or not 1 <= first <= last <= facts.layers
    if wrong or len(pairs) > MAX_HEADS:
        return None
    cut_links = tuple(("ab".index(match[1]), int(match[2]) - 1) for match in found_links if match)
    return Cuts(cut_links, tuple((layer - 1, head - 1) for layer, head in pairs), first - 1, last - 1)


def cutting(
    before: Sequence[WordReading],
    after: Sequence[WordReading | None],
    axis: Axis,
    cuts: Cuts,
    senses: tuple[str, str],
    suggestions: Sequence[tuple[int, int]],
    *,
    facts: ModelFacts,
    place: str,
    t: Strings,
) -> None:
    """Show both contexts as they are and, where something is cut (`after` is not None), as they became.

    What the visitor asks for is kept as text in the session state under `place`, for `parse_cuts`.
    """

    def keep() -> None:
        sent = st.session_state[_KEY].cuts
        if isinstance(sent, Mapping):
            st.session_state[place] = tuple(str(sent.get(name, "")) for name in ("links", "heads", "layers"))

    data = chart_payload(axis, senses, t, *_STRINGS)
    sides = zip(range(2), before, after, strict=True)
    component("cutting", ("sense_text", "sense_chart"))(
        key=_KEY,
        data=data
        | {
            "heads": facts.heads,
            "cuts": _cuts_payload(cuts),
            "suggestions": [f"{layer + 1}-{head + 1}" for layer, head in suggestions],
            "contexts": [_context_payload(side, one, other, axis) for side, one, other in sides],
        },
        on_cuts_change=keep,
    )


def _cuts_payload(cuts: Cuts) -> Payload:
    return {
        "links": [f"{'ab'[side]}{number + 1}" for side, number in cuts.links],
        "heads": [f"{layer + 1}-{head + 1}" for layer, head in cuts.heads],
        "first": cuts.first + 1,
        "last": cuts.last + 1,
    }


def _context_payload(side: int, before: WordReading, after: WordReading | None, axis: Axis) -> Payload:
    words = ranked_words(before)
    weights = [
        None if reading is None else word_weights(reading, words).max((0, 1)).tolist() if words else []
        for reading in (before, after)
    ]
    scores = [None if reading is None else sense_by_layer(axis, reading) for reading in (before, after)]
    rows: list[Payload] = []
    for number, word in enumerate(words):
        shares = {name: one[number] for name, one in zip(("before", "after"), weights, strict=True) if one is not None}
        rows.append({"name": f"{'ab'[side]}{number + 1}", "text": visible(word.text), **shares})
    return {
        "text": visible_text(before.context),
        "rows": rows,
        "scores": None if scores[0] is None else rounded(scores[0]),
        "scores_after": None if scores[1] is None else rounded(scores[1]),
        "means": {
            name: None if one is None else round(mean_sense(one), 4)
            for name, one in zip(("before", "after"), scores, strict=True)
        },
        "next": _next_payload(before.next, None if after is None else after.next),
    }


def _next_payload(before: Distribution | None, after: Distribution | None) -> list[Payload] | None:
    """The best tokens before and after together; None as a share: too small to be listed, smaller than `below`."""
    if before is None:
        return None
    listed = [one for one in (before, after) if one is not None]
    best = {candidate.id: candidate for one in listed for candidate in one.candidates[:_NEXT]}
    shares = [{candidate.id: candidate.probability for candidate in one.candidates} for one in listed]
    below = max(one.candidates[-1].probability for one in listed)
    rows = []
    for number, candidate in best.items():
        values = dict(zip(("before", "after"), [one.get(number) for one in shares], strict=False))
        rows.append({"label": visible(candidate.text), "below": below, **values})
    return rows
