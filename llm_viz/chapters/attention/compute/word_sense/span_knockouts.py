"""Attention knockouts that a visitor chooses: from any tokens of a context to any others, as an address names them.

`8-3`: token 8 may not attend to token 3, numbers from 1. `_` stands between the first and the last token of a span
(`7_8-3`), and `x` for every token that could attend (`x-3` hides token 3 from all others).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words
from llm_viz.engine.protocol.tracing import AttentionKnockout, InterventionSet
from llm_viz.engine.protocol.types import Layers

_SPAN = "[1-9][0-9]{0,3}(?:_[1-9][0-9]{0,3})?"
_KNOCKOUT = re.compile(f"(x|{_SPAN})-({_SPAN})")


@dataclass(frozen=True, slots=True)
class SpanKnockout:
    """The tokens `destinations` (None = all others) may no longer attend to the tokens `sources`."""

    destinations: range | None
    sources: range

    def links(self, length: int) -> Iterable[tuple[int, int]]:
        """The links that are cut, as (destination, source), in a text of `length` tokens.

        Tokens of `sources` still attend to each other and to themselves.
        """
        destinations = range(length) if self.destinations is None else self.destinations
        pairs = product(destinations, self.sources)
        return ((destination, source) for destination, source in pairs if destination not in self.sources)

    def __str__(self) -> str:
        return f"{'x' if self.destinations is None else _span_text(self.destinations)}-{_span_text(self.sources)}"


def parse_knockout(text: str) -> SpanKnockout | None:
    """The knockout that is written so; None if it makes no sense."""
    match = _KNOCKOUT.fullmatch(text)
    if match is None:
        return None
    destinations, sources = (None if part == "x" else _span(part) for part in match.groups())
    if not sources or (destinations is not None and (not destinations or set(destinations) & set(sources))):
        return None
    return SpanKnockout(destinations, sources)


def fits(knockout: SpanKnockout, length: int) -> bool:
    """Whether a text of `length` tokens has the tokens of the knockout."""
    last_stop = 0 if knockout.destinations is None else knockout.destinations.stop
    return max(knockout.sources.stop, last_stop) <= length


def attention_knockouts(knockouts: Sequence[SpanKnockout], length: int, layers: Layers = "all") -> InterventionSet:
    """The same link by link, each once, in a text of `length` tokens."""
    links = dict.fromkeys(link for knockout in knockouts for link in knockout.links(length))
    return tuple(AttentionKnockout(destination, source, layers) for destination, source in links)


def all_others(reading: WordReading) -> tuple[SpanKnockout, ...]:
    """The knockouts that cut the studied word off from every other word, in as few as possible.

    The first token, where attention rests whatever it says, and special tokens stay.
    """
    visible = reading.tokens[: reading.visible_stop]
    kept = [token.position for token in visible if token.kind != "special" and token.position > 0]
    runs: list[range] = []
    for position in (position for position in kept if position not in reading.word):
        if runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        else:
            runs.append(range(position, position + 1))
    return tuple(SpanKnockout(reading.word, run) for run in runs)


def cuts_all_others(knockouts: Sequence[SpanKnockout], reading: WordReading) -> bool:
    """Whether these cut the studied word off from all other words, and nothing else from anything."""
    links = {link for knockout in knockouts for link in knockout.links(len(reading.tokens))}
    others = (position for word in compared_words(reading) for position in word.positions)
    needed = set(product(reading.word, others))
    return bool(needed) and needed <= links and all(destination in reading.word for destination, _ in links)


def _span(text: str) -> range:
    first, _, last = text.partition("_")
    return range(int(first) - 1, int(last or first))


def _span_text(span: range) -> str:
    return str(span.start + 1) if len(span) == 1 else f"{span.start + 1}_{span.stop}"
