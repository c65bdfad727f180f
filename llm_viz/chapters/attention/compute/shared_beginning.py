"""Left to right or both ways: what a token can know of what follows it, and from where on the model knows more.

Two texts begin alike. If the states of the shared beginning are the same in both, nothing of what follows reached it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import BeginningsDiffer
from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.attention_links import check_length, label, sinks
from llm_viz.chapters.attention.compute.word_sense.axis import last_third
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import cosine

ENCODER = "minilm-l6"
"""The model that reads both ways, beside the visitor's own."""
CONTINUED: dict[Language, tuple[str, str]] = {
    "en": ("This morning, Apple released a new phone", "This morning, Apple pie was served with cream"),
    "ja": ("昨日、アップルは新しいスマートフォンを発表した", "昨日、アップルを皮ごと食べた"),
}
"""Two texts with one beginning."""
MAX_CHARACTERS = 100
MAX_PREFIXES = 12
"""How many times the causal model is asked what it expects."""
_EXPECTED = 3
_ROUNDING = 1e-5
"""A difference this small against the states themselves is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """One model on two texts, compared at the last token of their shared `beginning`, at `position`.

    `differences` is the largest difference of any number of the state, for each residual stream (layers + 1);
    `scale` the largest number there is; `similarity` the cosine of the two states after the last layer.
    """

    a: Trace
    b: Trace
    beginning: str
    position: int
    differences: Floats
    scale: float
    similarity: float

    @property
    def word(self) -> str:
        """The last word of the beginning, whose last token is compared."""
        return last_word(self.beginning)

    @property
    def same(self) -> bool:
        """Whether the states are the same in all layers, up to rounding."""
        return float(self.differences.max()) <= _ROUNDING * self.scale

    @property
    def average(self) -> Floats:
        """Attention in the first text, averaged over all heads of all layers: (queries, keys)."""
        mean: Floats = self.a.attention_array().mean((0, 1))
        return mean


@dataclass(frozen=True, slots=True)
class ReadingOn:
    """A token at or after the word: how strongly some head looks back from it at the word, and what is expected next.

    `back` is None at the word itself; `layer` and `head` are those of the strongest head.
    """

    token: Token
    back: float | None
    layer: int
    head: int
    expected: tuple[Candidate, ...]


def compare(lm: Model, texts: tuple[str, str]) -> Comparison:
    """Read both texts. `BeginningsDiffer` if they do not begin with the same token, or do not differ."""
    facts = lm.facts
    for text in texts:
        check_length(len(lm.tokenize(text).tokens), facts)
    capture = Capture(attention="all", hidden="all", candidates=_EXPECTED)
    a, b = (lm.trace(text, capture) for text in texts)
    position = shared_length(a.tokens, b.tokens) - 1
    if position < 0 or a.tokens[position].kind == "special" or position + 1 in (len(a.tokens), len(b.tokens)):
        raise BeginningsDiffer
    layers = sorted(a.hidden)
    one, other = (np.stack([trace.hidden[layer][position] for layer in layers]) for trace in (a, b))
    beginning = texts[0][: a.tokens[position].end]
    similarity = float(cosine(one[-1], other[-1]))
    return Comparison(a, b, beginning, position, np.abs(one - other).max(-1), float(np.abs(one).max()), similarity)


def shared_length(a: Sequence[Token], b: Sequence[Token]) -> int:
    """How many tokens both begin with; characters of which only the first bytes agree do not count."""
    pairs = zip(a, b, strict=False)
    length = next((i for i, (one, other) in enumerate(pairs) if one.id != other.id), min(len(a), len(b)))
    while 0 < length < len(a) and a[length].start < a[length - 1].end:
        length -= 1
    return length


def last_word(text: str) -> str:
    """The last word of a text: as spaces part it, or in scripts without spaces as a dictionary cuts it."""
    if text.isascii():
        return text.split()[-1] if text.split() else text
    start, end = dictionary_words(text)[-1]
    return text[start:end]


def reading_on(lm: Model, text: str, trace: Trace, position: int) -> tuple[ReadingOn, ...]:
    """From the word at `position` on, token by token, in a causal model: looking back, and what is expected next."""
    weights = trace.attention_array()  # (layer, head, dest, src)
    tokens = trace.tokens
    steps = []
    for place in range(position, min(len(tokens), position + MAX_PREFIXES)):
        token = tokens[place]
        if place + 1 < len(tokens) and tokens[place + 1].start < token.end:
            continue  # only part of a character has been read
        capture = Capture(candidates=_EXPECTED)
        following = lm.trace(text[: token.end], capture).next
        layer, head = np.unravel_index(int(weights[:, :, place, position].argmax()), weights.shape[:2])
        back = float(weights[layer, head, place, position]) if place > position else None
        expected = () if following is None else following.candidates[:_EXPECTED]
        steps.append(ReadingOn(token, back, int(layer), int(head), expected))
    return tuple(steps)


def similarity_again(lm: Model, texts: tuple[str, str], pair: Comparison) -> float:
    """Let the shared beginning follow each text once more: how similar its last token is then in the two.

    Cosine, mean over the last third of the layers.
    """
    states = []
    for text in texts:
        again = said_again(text, pair.beginning)
        length = len(lm.tokenize(again).tokens)
        capture = Capture(hidden="all", positions=(length - 1,), candidates=0)
        hidden = lm.trace(again, capture).hidden
        states.append(np.stack([hidden[layer][0] for layer in sorted(hidden)]))  # (layers + 1, width)
    late = list(last_third(len(states[0]) - 1))
    return float(cosine(states[0][late], states[1][late]).mean())


def said_again(text: str, beginning: str) -> str:
    """The text as a sentence, and its beginning after it."""
    return f"{text}. {beginning}" if beginning.isascii() else f"{text}。{beginning}"


def causal_notes(pair: Comparison, again: float, steps: Sequence[ReadingOn]) -> list[Note]:
    """What can be said about the model that reads from left to right."""
    word = visible(pair.word)
    notes = []
    if pair.same:
        notes.append(Note("note-blind", {"word": word, "layers": len(pair.differences) - 1}))
        if again < 0.98:
            notes.append(Note("note-again", {"word": word, "similarity": f"{again:.2f}"}))
    if pair.position not in sinks(pair.a.tokens):
        looking = next((step for step in steps if step.back is not None and step.back >= 0.3), None)
        if looking is not None and looking.back is not None:
            place = {"layer": looking.layer + 1, "head": looking.head + 1}
            notes.append(
                Note(
                    "note-back", {"word": word, "token": label(looking.token), "weight": percent(looking.back), **place}
                )
            )
    return notes


def encoder_notes(pair: Comparison) -> list[Note]:
    """What can be said about the model that reads both ways."""
    if pair.same:
        return []
    return [Note("note-both-ways", {"word": visible(pair.word), "similarity": f"{pair.similarity:.2f}"})]
