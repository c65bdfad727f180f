"""Attention: which earlier tokens a token draws on, and how the same word looks back differently in two contexts.

Layers and heads are indices from 0 here and numbers from 1 in every sentence, as in the logit lens: layer l writes the
residual stream l.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.concepts.notes import Note
from llm_viz.concepts.presets import Preset
from llm_viz.errors import TooManyTokens
from llm_viz.formatting import percent
from llm_viz.i18n import Language
from llm_viz.lm.protocol import Distribution, Floats, ModelFacts, Token, Trace
from llm_viz.visible import visible

PRESETS = (
    Preset("pronoun", "en", "The cat sat on the mat because it was tired. The cat"),
    Preset("repetition", "en", "Mr Brown met Ms Green. Later that day, Mr Brown called Ms"),
    Preset("brackets", "en", "print((1 + 2) * (3 + 4"),
    Preset("pronoun", "ja", "花子は太郎に本を貸した。太郎は花子に"),
    Preset("repetition", "ja", "東京タワーは赤い。スカイツリーは青い。東京タワーは"),
    Preset("season", "ja", "夏は暑く、冬は"),
)

APPLE: dict[Language, tuple[str, str]] = {
    "en": ("He bit into the juicy, fresh Apple", "The new iPhone was launched by Apple"),
    "ja": ("果物屋で買った甘いアップル", "iPhoneを作った会社アップル"),
}
"""Two readings of one word. The context stands before it: in a causal model a token sees only what is on its left."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One context with the word at its end: tokens `word` (a range of positions), read at its last token, the query.

    `earlier` are the positions the word can draw on: before it, without the sink (see `sinks`).
    """

    tokens: tuple[Token, ...]
    weights: Floats
    word: range
    earlier: tuple[int, ...]
    next: Distribution | None

    @property
    def query(self) -> int:
        """The position that looks back: the last token of the word, the only one that has seen all of it."""
        return self.word[-1]

    @property
    def rows(self) -> Floats:
        """Weights from the query: (layers, heads, keys)."""
        return self.weights[:, :, self.query]


@dataclass(frozen=True, slots=True)
class HeadContrast:
    """One head in two contexts: the share of its attention that goes from the word to earlier tokens (not the sink)."""

    layer: int
    head: int
    share_a: float
    share_b: float

    @property
    def difference(self) -> float:
        """How differently the head behaves, 0 … 1."""
        return abs(self.share_a - self.share_b)


def stacked(trace: Trace) -> Floats:
    """All attention weights of a trace that kept every layer: (layers, heads, queries, keys)."""
    return np.stack([trace.attention[layer] for layer in sorted(trace.attention)])


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


def read_pair(a: Trace, b: Trace) -> tuple[Reading, Reading]:
    """Two traces as readings of the word that both end in; if they end differently, of their last tokens."""
    ends = [_meaningful_length(trace.tokens) for trace in (a, b)]
    length = _common_word(a.tokens[: ends[0]], b.tokens[: ends[1]])
    return _reading(a, range(ends[0] - length, ends[0])), _reading(b, range(ends[1] - length, ends[1]))


def contrasting_heads(a: Reading, b: Reading, count: int) -> tuple[HeadContrast, ...]:
    """The heads in which the word turns to earlier tokens much more in one context than in the other, largest first."""
    share_a, share_b = (reading.rows[:, :, list(reading.earlier)].sum(-1) for reading in (a, b))  # (layers, heads)
    order = np.argsort(-np.abs(share_a - share_b), axis=None, kind="stable")[:count]
    places = [np.unravel_index(int(index), share_a.shape) for index in order]
    return tuple(HeadContrast(int(i), int(j), float(share_a[i, j]), float(share_b[i, j])) for i, j in places)


def favourite(reading: Reading) -> int | None:
    """The earlier token that the word looks at most on average over all heads of all layers."""
    if not reading.earlier:
        return None
    mean = reading.rows.mean((0, 1))
    return max(reading.earlier, key=lambda position: float(mean[position]))


def guess_options(reading: Reading, most: int = 6) -> list[str]:
    """Earlier tokens to choose from, in reading order, the favourite among them."""
    mean = reading.rows.mean((0, 1))
    kept = sorted(sorted(reading.earlier, key=lambda position: -float(mean[position]))[:most])
    return list(dict.fromkeys(label(reading.tokens[position]) for position in kept))


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


def apple_notes(a: Reading, b: Reading) -> list[Note]:
    """What can be said about one word in two contexts."""
    notes = []
    for key, reading in (("note-context-a", a), ("note-context-b", b)):
        looks = strongest_looks(reading.weights, reading.query, reading.earlier)
        best = max(looks, key=lambda look: look.weight, default=None)
        if best is not None and best.weight >= 0.2:
            notes.append(Note(key, _said(best, reading.tokens)))
    for contrast in contrasting_heads(a, b, 1) if a.earlier and b.earlier else ():
        if contrast.difference >= 0.3:
            numbers = {"layer": contrast.layer + 1, "head": contrast.head + 1}
            shares = {"a": percent(contrast.share_a), "b": percent(contrast.share_b)}
            notes.append(Note("note-contrast", {**numbers, **shares}))
    if a.next is not None and b.next is not None:
        best_a, best_b = a.next.candidates[0], b.next.candidates[0]
        if best_a.id != best_b.id:
            said = {"a": visible(best_a.text), "share_a": percent(best_a.probability)}
            notes.append(Note("note-next", {**said, "b": visible(best_b.text), "share_b": percent(best_b.probability)}))
    return notes


def _said(look: Look, tokens: Sequence[Token]) -> dict[str, str | int | float]:
    return {
        "layer": look.layer + 1,
        "head": look.head + 1,
        "looking": label(tokens[look.query]),
        "seen": label(tokens[look.key]),
        "weight": percent(look.weight),
    }


def _reading(trace: Trace, word: range) -> Reading:
    ignored = sinks(trace.tokens)
    earlier = tuple(position for position in range(word.start) if position not in ignored)
    return Reading(trace.tokens, stacked(trace), word, earlier, trace.next)


def _common_word(a: Sequence[Token], b: Sequence[Token]) -> int:
    """How many tokens at the end of both texts are the same word: as far as they agree, back to a space at most."""
    length = 0
    for one, other in zip(reversed(a), reversed(b), strict=False):
        if one.id != other.id:
            break
        length += 1
        if one.text.startswith(" "):
            break
    # Texts that agree entirely leave no context to look at.
    return length if 0 < length < min(len(a), len(b)) else 1


def _meaningful_length(tokens: Sequence[Token]) -> int:
    """Length without special tokens at the end (such as an encoder's [SEP]); at least 1."""
    length = len(tokens)
    while length > 1 and tokens[length - 1].kind == "special":
        length -= 1
    return length
