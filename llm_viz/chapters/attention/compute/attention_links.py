"""Attention: which earlier tokens each token of a text draws on.

Layers and heads are indices from 0 here and numbers from 1 in every sentence, as in the logit lens: layer l writes the
residual stream l.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("pronoun", "en", "The cat sat on the mat because it was tired. The cat"),
    Preset("repetition", "en", "Mr Brown met Ms Green. Later that day, Mr Brown called Ms"),
    Preset("brackets", "en", "print((1 + 2) * (3 + 4"),
    Preset("pronoun", "ja", "花子は太郎に本を貸した。太郎は花子に"),
    Preset("repetition", "ja", "東京タワーは赤い。スカイツリーは青い。東京タワーは"),
    Preset("season", "ja", "夏は暑く、冬は"),
)

MAX_CONTEXT_CHARACTERS = 200
MAX_WEIGHTS = 2_500_000
"""Weights that one picture may send to a browser: 5 MB at two bytes each."""


@dataclass(frozen=True, slots=True)
class Look:
    """One head's attention from token `query` to token `key`."""

    layer: int
    head: int
    query: int
    key: int
    weight: float


def weights_count(length: int, facts: ModelFacts) -> int:
    """How many weights there are to show: those of every head and, for each layer, the rollout.

    Where a token cannot see what follows, only the lower triangle.
    """
    pairs = length * (length + 1) // 2 if facts.causal else length * length
    return facts.layers * (facts.heads + 1) * pairs


def length_limit(facts: ModelFacts) -> int:
    """The most tokens whose weights a browser should be sent."""
    limit = 1
    while weights_count(limit + 1, facts) <= MAX_WEIGHTS:
        limit += 1
    return limit


def check_length(length: int, facts: ModelFacts) -> None:
    """`TooManyTokens` if the weights of that many tokens are more than a browser should be sent."""
    if length > length_limit(facts):
        raise TooManyTokens(length=length, limit=length_limit(facts))


def sinks(tokens: Sequence[Token]) -> frozenset[int]:
    """Positions that soak up attention without meaning it: the first token and the special ones (Xiao et al. 2023)."""
    return frozenset({0} | {token.position for token in tokens if token.kind == "special"})


def sink_share(weights: Floats) -> float | None:
    """Mean share of attention on the first token, over all heads and all later tokens; None if there are none."""
    return float(weights[:, :, 1:, 0].mean()) if weights.shape[2] > 1 else None


def striking_look(tokens: Sequence[Token], weights: Floats) -> Look | None:
    """The strongest look, in any head, of the last meaningful token at another one that is no sink, if there is one."""
    meaningful = [token.position for token in tokens if token.kind != "special"]
    if not meaningful:
        return None
    query = meaningful[-1]
    keys = [position for position in meaningful if position not in (0, query)]
    looks = strongest_looks(weights, query, keys)
    return max(looks, key=lambda look: look.weight, default=None)


def strongest_looks(weights: Floats, query: int, keys: Sequence[int]) -> tuple[Look, ...]:
    """For each key the head that looks at it most from the query."""
    looks = []
    for key in keys:
        layer, head = np.unravel_index(int(weights[:, :, query, key].argmax()), weights.shape[:2])
        looks.append(Look(int(layer), int(head), query, key, float(weights[layer, head, query, key])))
    return tuple(looks)


def previous_token_head(weights: Floats) -> tuple[int, int, float] | None:
    """Layer and head that look most at the token just before, and how much on average; None for a very short text.

    The first two tokens are left out: before them there is nothing, or the sink.
    """
    length = weights.shape[2]
    if length < 5:
        return None
    queries = np.arange(2, length)
    share = weights[:, :, queries, queries - 1].mean(-1)  # (layers, heads)
    layer, head = np.unravel_index(int(share.argmax()), share.shape)
    return int(layer), int(head), float(share[layer, head])


def label(token: Token) -> str:
    """A token within a sentence: without the space before it, which is no part of the word."""
    return visible(token.text.strip(" ") or token.text)


def look_notes(tokens: Sequence[Token], weights: Floats) -> list[Note]:
    """What can be said about the attention inside one text."""
    notes = []
    striking = striking_look(tokens, weights)
    if striking is not None and striking.weight >= 0.3:
        notes.append(Note("note-striking", _said(striking, tokens)))
    previous = previous_token_head(weights)
    if previous is not None and previous[2] >= 0.6:
        layer, head, mean_weight = previous
        notes.append(Note("note-previous", {"layer": layer + 1, "head": head + 1, "share": percent(mean_weight)}))
    share = sink_share(weights)
    if share is not None and share >= 0.3:
        notes.append(Note("note-sink", {"token": label(tokens[0]), "share": percent(share)}))
    return notes


def _said(look: Look, tokens: Sequence[Token]) -> dict[str, str | int | float]:
    return {
        "layer": look.layer + 1,
        "head": look.head + 1,
        "looking": label(tokens[look.query]),
        "seen": label(tokens[look.key]),
        "weight": percent(look.weight),
    }
