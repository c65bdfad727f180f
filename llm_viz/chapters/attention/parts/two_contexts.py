"""One word in two contexts: what it looks back at in each, and what would follow. Heads are chosen in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.note_values import token_label
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words
from llm_viz.chapters.attention.compute.word_sense.word_attention import HeadContrast, strongest_heads, word_weights
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload

STRONGEST = "max"
"""Instead of a head: for each other word the head that looks at it most."""
_FOLLOWING = 6
_STRINGS = ("strongest", "heads", "layer", "head", "word", "follows", "no-next", "no-context")


class LookPayload(TypedDict):
    """A weight, and for `STRONGEST` which head it is of (numbers from 1)."""

    weight: float
    layer: NotRequired[int]
    head: NotRequired[int]


class PairReadingPayload(TypedDict):
    """A context: the words before the word, its tokens, and by name of the head its look at each of those words.

    `next` are the tokens that would follow; None for a model that predicts none.
    """

    earlier: list[str]
    word: list[str]
    looks: dict[str, list[LookPayload]]
    next: list[CandidatePayload] | None


class HeadPayload(TypedDict):
    """A head that may be chosen; numbers from 1."""

    name: str
    layer: int
    head: int


class ChosenHead(TypedDict):
    """`STRONGEST` or the name of a head."""

    chosen: str


class TwoContextsPayload(TypedDict):
    """What `two_contexts.js` shows."""

    readings: list[PairReadingPayload]
    heads: list[HeadPayload]
    settings: ChosenHead
    strings: dict[str, str]


def head_name(contrast: HeadContrast) -> str:
    """A head in the address: layer and head as numbers from 1."""
    return f"{contrast.layer + 1}-{contrast.head + 1}"


def two_contexts(readings: Sequence[WordReading], heads: Sequence[HeadContrast], *, chosen: str, t: Strings) -> None:
    """Show the readings side by side; at first with `chosen`, `STRONGEST` or the `head_name` of one of `heads`."""
    payload: TwoContextsPayload = {
        "readings": [_reading_payload(reading, heads) for reading in readings],
        "heads": [{"name": head_name(head), "layer": head.layer + 1, "head": head.head + 1} for head in heads],
        "settings": {"chosen": chosen},
        "strings": {string.replace("-", "_"): t(f"pair-{string}") for string in _STRINGS},
    }
    part(__file__)("two_contexts", payload)


def _reading_payload(reading: WordReading, heads: Sequence[HeadContrast]) -> PairReadingPayload:
    words = compared_words(reading)
    weights = word_weights(reading, words)
    looks: dict[str, list[LookPayload]] = {
        head_name(head): [{"weight": weight} for weight in weights[head.layer, head.head].tolist()] for head in heads
    }
    looks[STRONGEST] = [
        {"weight": look.weight, "layer": look.layer + 1, "head": look.head + 1} for look in strongest_heads(reading)
    ]
    following = None if reading.next is None else reading.next.candidates[:_FOLLOWING]
    return {
        "earlier": [visible(word.text) for word in words],
        "word": [token_label(reading.tokens[position]) for position in reading.word],
        "looks": looks,
        "next": None if following is None else [candidate_payload(candidate) for candidate in following],
    }
