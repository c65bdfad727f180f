"""A cloth over some words of a context: where the studied word stands when it may not look at them.

Only the studied word loses its look at what is covered; the other words still see each other. Every set of covered
words is a pass of its own, none is estimated from others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, context_groups
from llm_viz.chapters.attention.compute.word_sense.scale import SenseScale
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import SpanKnockout, attention_knockouts
from llm_viz.chapters.attention.compute.word_sense.word_groups import is_word_group
from llm_viz.engine.model import Model

MOST_AT_ONCE = 5
"""With up to so many words all sets of them are read at once: 32."""

Mask = int
"""A set of covered words: bit i is the i-th word that may be covered."""


@dataclass(frozen=True, slots=True)
class CoverWord:
    """A word of the context with the signs behind it; `free` words may be covered, `pinned` ones not.

    Pinned is the first token, where attention rests whatever it says, and what the studied word cannot see.
    """

    text: str
    positions: tuple[int, ...]
    kind: Literal["free", "pinned", "word"]


def cover_words(reading: WordReading) -> tuple[CoverWord, ...]:
    """The whole context in reading order, signs of punctuation with the word before them."""
    words: list[CoverWord] = []
    for group in context_groups(reading):
        special = reading.tokens[group.positions[0]].kind == "special"
        kind: Literal["free", "pinned", "word"] = "free"
        if group.positions[0] == reading.word[0]:
            kind = "word"
        elif special or group.positions[0] == 0 or group.positions[-1] >= reading.visible_stop:
            kind = "pinned"
        is_sign = not is_word_group(group, reading.tokens)
        is_blank = not group.text.strip()  # where a tokenizer makes a token of a space: it goes with either kind
        if words and kind == "free" and is_sign and words[-1].kind in ("free", *(["pinned"] if is_blank else [])):
            before = words.pop()
            positions = (*before.positions, *group.positions)
            words.append(CoverWord(before.text + group.text.strip(), positions, before.kind))
        else:
            words.append(CoverWord(group.text, group.positions, kind))
    return tuple(words)


def first_masks(words: Sequence[CoverWord]) -> tuple[Mask, ...]:
    """What is read before anybody asks: all sets if there are few, else none, each word alone, and all together."""
    count = sum(word.kind == "free" for word in words)
    if count <= MOST_AT_ONCE:
        return tuple(range(2**count))
    return (0, *(1 << index for index in range(count)), 2**count - 1)


def rests(
    lm: Model, reading: WordReading, scale: SenseScale, words: Sequence[CoverWord], masks: Sequence[Mask]
) -> dict[Mask, float]:
    """Where the needle rests (`SenseScale.rest`) with each set of words covered, in one request to the model."""
    free = [word for word in words if word.kind == "free"]
    length, layers = len(reading.tokens), tuple(last_third(scale.axis.layers))
    rows = []
    for mask in masks:
        hidden = [position for index, word in enumerate(free) if mask >> index & 1 for position in word.positions]
        knockouts = [SpanKnockout(reading.word, range(position, position + 1)) for position in hidden]
        rows.append(attention_knockouts(knockouts, length))
    found: list[float] = []
    for batch in lm.intervention_batches(reading.context, tuple(rows), reading.position, hidden=layers):
        found += scale.rest(batch.hidden).tolist()
    return dict(zip(masks, found, strict=True))
