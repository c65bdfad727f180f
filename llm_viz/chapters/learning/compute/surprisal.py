"""How well language models foresee a text, measured so that models with different tokenizers compare."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Surprisal
from llm_viz.kit.compute.notes import Note

_SHUFFLE_SEED = 0
_NOTEWORTHY = 0.02  # bits per character between two models that are worth a sentence


@dataclass(frozen=True, slots=True)
class Score:
    """The loss of a model on a text, over all its tokens of text but the first.

    `bits` in all; `characters` and `tokens` are what they were spent on.
    """

    bits: float
    characters: int
    tokens: int

    @property
    def bits_per_character(self) -> float:
        """Comparable between models: the tokenizer has no part in it."""
        return self.bits / self.characters

    @property
    def perplexity(self) -> float:
        """2 to the bits per token: among how many equally likely tokens the model was, as it were, choosing."""
        return float(2 ** (self.bits / self.tokens))


@dataclass(frozen=True, slots=True)
class ModelScore:
    """A model's loss on the text, and on the same words (or characters) in a random order: the control."""

    model: str
    text: Score
    shuffled: Score | None


def score(surprisal: Surprisal) -> Score | None:
    """The loss over the text; None if there is nothing to foresee.

    The first token of text is left out for every model: not all of them have a sign for the beginning before it.
    """
    places = [index for index, token in enumerate(surprisal.tokens) if token.kind != "special"][1:]
    if not places:
        return None
    spent = surprisal.bits[places]
    first, last = surprisal.tokens[places[0]], surprisal.tokens[places[-1]]
    characters = last.end - min(first.start, last.end - 1)
    return Score(float(np.sum(spent, dtype=np.float64)), characters, len(places))


def shuffled(text: str) -> str:
    """The same words in an order drawn by a fixed seed; the characters, where there are no words between spaces."""
    parts, glue = (text.split(), " ") if len(text.split()) > 2 else (list(text), "")
    mixed = parts.copy()
    random.Random(_SHUFFLE_SEED).shuffle(mixed)  # noqa: S311 - no secret
    return glue.join(mixed)


def foreseen(surprisal: Surprisal) -> tuple[tuple[Token, float | None], ...]:
    """Each token of text with its surprise in bits (None: not foreseen at all, the first)."""
    pairs = zip(surprisal.tokens, surprisal.bits.tolist(), strict=True)
    words = [(token, bits) for token, bits in pairs if token.kind != "special"]
    return tuple((token, None if index == 0 else bits) for index, (token, bits) in enumerate(words))


def surprise_notes(
    read: Sequence[tuple[Token, float | None]], scores: Sequence[ModelScore], model: str
) -> tuple[Note, ...]:
    """What the losses of the chosen model and of the others say."""
    return (*_extremes(read), *_order(scores, model), *_best(scores))


def _extremes(read: Sequence[tuple[Token, float | None]]) -> tuple[Note, ...]:
    known = [(bits, visible(token.text)) for token, bits in read if bits is not None]
    if len(known) < 2:
        return ()
    (low, expected), (high, surprising) = min(known), max(known)
    values = {"expected": expected, "low": f"{low:.1f}", "surprising": surprising, "high": f"{high:.1f}"}
    return (Note("note-extremes", dict(values)),) if high > low + 1 else ()


def _order(scores: Sequence[ModelScore], model: str) -> tuple[Note, ...]:
    """Order matters to a model that has learned more than which words are frequent."""
    own = next((one for one in scores if one.model == model), None)
    if own is None or own.shuffled is None:
        return ()
    text, mixed = own.text.bits_per_character, own.shuffled.bits_per_character
    if mixed < text + _NOTEWORTHY:
        return ()
    return (Note("note-order", {"model": model, "text": f"{text:.2f}", "mixed": f"{mixed:.2f}"}),)


def _best(scores: Sequence[ModelScore]) -> tuple[Note, ...]:
    ranked = sorted(scores, key=lambda one: one.text.bits_per_character)
    if len(ranked) < 2:
        return ()
    best, worst = ranked[0], ranked[-1]
    low, high = best.text.bits_per_character, worst.text.bits_per_character
    if high < low + _NOTEWORTHY:
        return ()
    values = {"best": best.model, "low": f"{low:.2f}", "worst": worst.model, "high": f"{high:.2f}"}
    return (Note("note-best", dict(values)),)
