"""How well language models predict a text, in bits per character, which compare between different tokenizers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Surprisal
from llm_viz.kit.compute.notes import Note

TokenSurprisal = tuple[Token, float | None]
"""A token and its surprisal in bits, None where it was not predicted."""
_SHUFFLE_SEED = 0
_NOTEWORTHY = 0.02  # a difference in bits per character that is mentioned
_FAR_APART = 1.0  # bits between the most and the least surprising token, above which both are named


@dataclass(frozen=True, slots=True)
class Score:
    """The loss of a model on a text: `bits` in all, over so many `tokens` that stand for so many `characters`."""

    bits: float
    characters: int
    tokens: int

    @property
    def bits_per_character(self) -> float:
        """Comparable between models: it does not depend on how many tokens the text was cut into."""
        return self.bits / self.characters

    @property
    def perplexity(self) -> float:
        """2 to the bits per token: a choice among so many equally likely tokens is as uncertain."""
        return float(2 ** (self.bits / self.tokens))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a model of this name read the text, and the same words (or characters) in a random order: the control.

    `shuffled` is None where the words make a single token.
    """

    key: str
    model: str
    text: Score
    shuffled: Score | None
    tokens: tuple[TokenSurprisal, ...] = ()
    shuffled_tokens: tuple[TokenSurprisal, ...] = ()


def score(surprisal: Surprisal) -> Score | None:
    """The loss over the tokens of the text; None if there is only one.

    The first is left out for every model: not all of them have a token for the beginning before it.
    """
    places = [index for index, token in enumerate(surprisal.tokens) if token.kind != "special"][1:]
    if not places:
        return None
    spent = surprisal.bits[places]
    first, last = surprisal.tokens[places[0]], surprisal.tokens[places[-1]]
    characters = last.end - min(first.start, last.end - 1)
    return Score(float(np.sum(spent, dtype=np.float64)), characters, len(places))


def readings(lm: Model, text: str) -> tuple[Reading, ...]:
    """Every usable model that predicts what comes next, on the text and on its shuffled words; () for a text of one
    token. `lm` is any model of the engine.
    """
    found = []
    for status in lm.usable(causal=True):
        model = lm.other(status.key)
        written, mixed = (model.surprisal(version) for version in (text, shuffled(text)))
        loss = score(written)
        if loss is not None:
            both = (token_surprisals(written), token_surprisals(mixed))
            found.append(Reading(status.key, status.name, loss, score(mixed), *both))
    return tuple(found)


def shuffled(text: str) -> str:
    """The same words in an order drawn by a fixed seed; the characters, where there are no words between spaces."""
    parts, glue = (text.split(), " ") if len(text.split()) > 2 else (list(text), "")
    mixed = parts.copy()
    random.Random(_SHUFFLE_SEED).shuffle(mixed)  # noqa: S311 - no secret
    return glue.join(mixed)


def token_surprisals(surprisal: Surprisal) -> tuple[TokenSurprisal, ...]:
    """Each token of text with its surprisal; the first counts as not predicted, see `score`."""
    pairs = zip(surprisal.tokens, surprisal.bits.tolist(), strict=True)
    of_text = [(token, bits) for token, bits in pairs if token.kind != "special"]
    return tuple((token, None if index == 0 else bits) for index, (token, bits) in enumerate(of_text))


def surprisal_notes(own: Reading, all_of_them: Sequence[Reading]) -> tuple[Note, ...]:
    """What the reading of the page's own model, and the losses of all models, show."""
    notes = (_extremes_note(own.tokens), _order_note(own), _best_note(all_of_them))
    return tuple(note for note in notes if note)


def _extremes_note(surprisals: Sequence[TokenSurprisal]) -> Note | None:
    """The least and the most surprising token."""
    predicted = [(bits, visible(token.text)) for token, bits in surprisals if bits is not None]
    if len(predicted) < 2:
        return None
    (low, expected), (high, surprising) = min(predicted), max(predicted)
    if high <= low + _FAR_APART:
        return None
    return Note(
        "note-extremes", {"expected": expected, "low": f"{low:.1f}", "surprising": surprising, "high": f"{high:.1f}"}
    )


def _order_note(own: Reading) -> Note | None:
    """A model that has learned more than which words are frequent is worse at words in a random order."""
    if own.shuffled is None:
        return None
    text, mixed = own.text.bits_per_character, own.shuffled.bits_per_character
    if mixed < text + _NOTEWORTHY:
        return None
    return Note("note-order", {"model": own.model, "text": f"{text:.2f}", "mixed": f"{mixed:.2f}"})


def _best_note(found: Sequence[Reading]) -> Note | None:
    """The models with the lowest and with the highest loss."""
    ranked = sorted(found, key=lambda reading: reading.text.bits_per_character)
    if len(ranked) < 2:
        return None
    best, worst = ranked[0], ranked[-1]
    low, high = best.text.bits_per_character, worst.text.bits_per_character
    if high < low + _NOTEWORTHY:
        return None
    return Note("note-best", {"best": best.model, "low": f"{low:.2f}", "worst": worst.model, "high": f"{high:.2f}"})
