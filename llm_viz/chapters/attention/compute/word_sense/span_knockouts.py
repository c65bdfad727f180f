"""Links that a visitor cuts: from any tokens of a context to any others, named as they stand in an address.

A link is written `8-3` (token 8 may not look at token 3, numbers from 1), with `_` between the first and the last token
of a word of several (`7_8-3`), and `x` for everybody who could look (`x-3` hides token 3 from all others).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from llm_viz.chapters.attention.compute.word_sense.axis import WordReading, reading_trace
from llm_viz.chapters.attention.compute.word_sense.word_groups import ContextWord, pieces
from llm_viz.chapters.attention.compute.word_sense.word_ranking import ranked_words
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, InterventionSet
from llm_viz.engine.protocol.types import Floats, Layers

_SPAN = "[1-9][0-9]{0,3}(?:_[1-9][0-9]{0,3})?"
_LINK = re.compile(f"(x|{_SPAN})-({_SPAN})")


@dataclass(frozen=True, slots=True)
class Link:
    """A look that is taken away: from the tokens `looking` (None = from all others) to the tokens `seen`."""

    looking: range | None
    seen: range

    def pairs(self, length: int) -> Iterable[tuple[int, int]]:
        """Who may no longer look at whom, as (query, key), in a text of so many tokens; nobody loses the look at
        itself.
        """
        looking = range(length) if self.looking is None else self.looking
        return ((query, key) for query, key in product(looking, self.seen) if query not in self.seen)

    def __str__(self) -> str:
        return f"{'x' if self.looking is None else _span_text(self.looking)}-{_span_text(self.seen)}"


def parse_link(text: str) -> Link | None:
    """The link that is written so; None if it makes no sense."""
    match = _LINK.fullmatch(text)
    if match is None:
        return None
    looking, seen = (None if part == "x" else _span(part) for part in match.groups())
    if seen is None or not seen or (looking is not None and (not looking or set(looking) & set(seen))):
        return None
    return Link(looking, seen)


def exists(link: Link, length: int) -> bool:
    """Whether a text of so many tokens has the tokens of the link."""
    return max(link.seen.stop, 0 if link.looking is None else link.looking.stop) <= length


def interventions(links: Sequence[Link], length: int, layers: Layers = "all") -> InterventionSet:
    """The cuts that take these links away in a text of so many tokens, each once."""
    pairs = dict.fromkeys(pair for link in links for pair in link.pairs(length))
    return tuple(AttentionKnockout(query, key, layers) for query, key in pairs)


def words_of(reading: WordReading) -> tuple[ContextWord, ...]:
    """The whole context cut into words (the studied one in one piece), signs and special tokens."""
    return pieces(reading.context, reading.tokens, reading.word)


def single_tokens(reading: WordReading) -> tuple[ContextWord, ...]:
    """The whole context token by token."""
    return tuple(ContextWord(token.text, (token.position,)) for token in reading.tokens)


def all_others(reading: WordReading) -> tuple[Link, ...]:
    """The links that cut the studied word off from every other word, in as few as possible.

    The first token, where attention rests unmeant, and special tokens stay.
    """
    last = len(reading.tokens) if reading.sees_later else reading.word.start
    kept = [token.position for token in reading.tokens[:last] if token.kind != "special" and token.position > 0]
    runs: list[range] = []
    for position in (position for position in kept if position not in reading.word):
        if runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        else:
            runs.append(range(position, position + 1))
    return tuple(Link(reading.word, run) for run in runs)


def cuts_all_others(links: Sequence[Link], reading: WordReading) -> bool:
    """Whether these links cut the studied word off from all other words, and nothing else from anything."""
    pairs = {pair for link in links for pair in link.pairs(len(reading.tokens))}
    needed = set(product(reading.word, (key for word in ranked_words(reading) for key in word.positions)))
    return bool(needed) and needed <= pairs and all(query in reading.word for query, _ in pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Who looks at whom, word by word (words, words) and token by token (tokens, tokens), rows looking: the largest
    weight in any head of any layer.

    A word looks with its last token; a look at a word is that at all its tokens together.
    """

    words: Floats
    tokens: Floats


def looks(
    lm: Model,
    reading: WordReading,
    interventions: InterventionSet = (),
) -> Looks:
    """The looks in the context of a reading with these interventions applied; the model is not asked a second time."""
    attention = reading_trace(lm, reading.context, reading.position, interventions).attention
    return Looks(_strongest(attention, words_of(reading)), _strongest(attention, single_tokens(reading)))


def _strongest(attention: Mapping[int, Floats], words: Sequence[ContextWord]) -> Floats:
    last = [word.positions[-1] for word in words]
    first = [word.positions[0] for word in words]
    strongest: NDArray[np.float32] = np.zeros((len(words), len(words)), np.float32)
    for weights in attention.values():  # (heads, tokens, tokens) each
        np.maximum(strongest, np.add.reduceat(weights[:, last], first, axis=-1).max(0), out=strongest)
    return strongest


def _span(text: str) -> range:
    first, _, last = text.partition("_")
    return range(int(first) - 1, int(last or first))


def _span_text(span: range) -> str:
    return str(span.start + 1) if len(span) == 1 else f"{span.start + 1}_{span.stop}"
