"""What a visitor takes away from both contexts, links and heads, and a context before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from llm_viz.chapters.attention.compute.word_sense.attention_between import StrongestWeights, strongest_weights
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, read_word
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import (
    SpanKnockout,
    attention_knockouts,
    parse_knockout,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tracing import HeadAblation

MAX_HEADS, MAX_LINKS = 40, 100
_SIDED = re.compile("([ab])(.{1,40})")
_PAIR = re.compile("([0-9]{1,3})-([0-9]{1,3})")


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
class CutReading:
    """A context as it is and, where something is cut, as it became, each with who looks at whom."""

    before: WordReading
    looks: StrongestWeights
    after: WordReading | None
    looks_after: StrongestWeights | None


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


def read_with_cuts(lm: Model, word: str, before: WordReading, cuts: Cuts, side: int) -> CutReading:
    """One context (`side` 0 = A, 1 = B) before and after the cuts; nothing after if none is in it."""
    layers = tuple(range(cuts.first, cuts.last + 1))
    ablations = tuple(HeadAblation(layer, head) for layer, head in cuts.heads)
    interventions = attention_knockouts(cuts.links_of(side), len(before.tokens), layers) + ablations
    looks = strongest_weights(lm, before)
    if not interventions:
        return CutReading(before, looks, None, None)
    after = read_word(lm, before.context, word, interventions)
    return CutReading(before, looks, after, strongest_weights(lm, before, interventions))
