"""Attention within one text: which earlier tokens each token draws on, and which heads do it most.

Layers and heads are indices from 0 here and numbers from 1 in every sentence, as in the logit lens: layer l writes the
residual stream l.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.attention.compute.note_values import head_values, link_values, token_label
from llm_viz.chapters.attention.compute.word_sense.word_groups import language_of
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.content_words import content_words
from llm_viz.kit.compute.notes import Note

_STRONG = 0.3
"""From this weight or share on, a link or the sink is worth a sentence."""


@dataclass(frozen=True, slots=True)
class AttentionLink:
    """One head's attention weight from the token at position `destination` to the one at `source`."""

    layer: int
    head: int
    destination: int
    source: int
    weight: float


def sinks(tokens: Sequence[Token]) -> frozenset[int]:
    """Positions that take up attention whatever they say: the first token and special ones (Xiao et al. 2023,
    arXiv:2309.17453).
    """
    return frozenset({0} | {token.position for token in tokens if token.kind == "special"})


def sink_share(weights: Floats) -> float | None:
    """Mean share of attention on the first token, over all heads and all later tokens; None if there are none.

    `weights`: (layer, head, dest, src), as in all functions of this module.
    """
    return float(weights[:, :, 1:, 0].mean()) if weights.shape[2] > 1 else None


def strongest_head(weights: Floats) -> tuple[int, int, float]:
    """Layer, head and weight of the largest of the weights (layer, head)."""
    layer, head = np.unravel_index(int(weights.argmax()), weights.shape)
    return int(layer), int(head), float(weights[layer, head])


def strongest_link(tokens: Sequence[Token], weights: Floats) -> AttentionLink | None:
    """The strongest link, in any head, from the last token of the text to another; sinks are left out as sources.

    Words of grammar and signs of punctuation are left out too, as long as there are others. Special tokens count as no
    text. None if there is no such pair of tokens.
    """
    meaningful = [token.position for token in tokens if token.kind != "special"]
    if not meaningful:
        return None
    destination = meaningful[-1]
    others = [position for position in meaningful if position not in (0, destination)]
    content = _content_positions(tokens)
    sources = [position for position in others if position in content] or others
    links = [
        AttentionLink(layer, head, destination, source, weight)
        for source in sources
        for layer, head, weight in [strongest_head(weights[:, :, destination, source])]
    ]
    return max(links, key=lambda link: link.weight, default=None)


def _content_positions(tokens: Sequence[Token]) -> set[int]:
    """The tokens that hold a part of a word with a meaning of its own."""
    texts = ["" if token.kind == "special" else token.text for token in tokens]
    text = "".join(texts)
    ends = list(accumulate(map(len, texts)))
    spans = content_words(text, language_of(text))
    return {
        token.position
        for token, written, token_end in zip(tokens, texts, ends, strict=True)
        if any(start < token_end and token_end - len(written) < end for start, end in spans)
    }


def previous_token_head(weights: Floats) -> tuple[int, int, float] | None:
    """Layer and head that look most at the token just before, and how much on average; None for a very short text.

    The first two tokens are left out: before them there is nothing, or the sink.
    """
    length = weights.shape[2]
    if length < 5:
        return None
    destinations = np.arange(2, length)
    return strongest_head(weights[:, :, destinations, destinations - 1].mean(-1))


def attention_notes(tokens: Sequence[Token], weights: Floats) -> list[Note]:
    """What can be said about the attention inside one text."""
    notes = []
    link = strongest_link(tokens, weights)
    if link is not None and link.weight >= _STRONG:
        destination, source = token_label(tokens[link.destination]), token_label(tokens[link.source])
        values = link_values(link.layer, link.head, destination, source)
        notes.append(Note("note-striking", {**values, "weight": as_percent(link.weight)}))
    previous = previous_token_head(weights)
    if previous is not None and previous[2] >= 0.6:
        layer, head, mean_weight = previous
        notes.append(Note("note-previous", {**head_values(layer, head), "share": as_percent(mean_weight)}))
    share = sink_share(weights)
    if share is not None and share >= _STRONG:
        notes.append(Note("note-sink", {"token": token_label(tokens[0]), "share": as_percent(share)}))
    return notes
