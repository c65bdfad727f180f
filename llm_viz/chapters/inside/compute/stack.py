"""How the token that wins in the end climbs through the layers (logit lens; nostalgebraist 2020, "interpreting GPT: the
logit lens", https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture, LensReading
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.predictions import settled_layer

FINALISTS = 5
"""Tokens that are best in the end, whose ranks are followed."""
_LEAST_JUMP = 2.0  # times: a layer that gains less is not pointed out
_UNSURE = 0.5  # of the probability


@dataclass(frozen=True, slots=True)
class Climb:
    """The readings of all layers, the embeddings first (0), at the last of `tokens`; there are `vocabulary` ranks."""

    tokens: tuple[Token, ...]
    readings: tuple[LensReading, ...]
    vocabulary: int

    @property
    def word(self) -> str:
        """The token that wins in the end, every character visible."""
        return visible(self.readings[-1].candidates[0].text)

    @property
    def ranks(self) -> tuple[int, ...]:
        """Of the winner, by layer; 1 = first."""
        return tuple(reading.winner_rank for reading in self.readings)

    @property
    def layers(self) -> int:
        return len(self.readings) - 1

    @property
    def settled(self) -> int:
        """From which layer on the winner is first and stays first."""
        return settled_layer(self.readings)

    @property
    def jump(self) -> int | None:
        """The layer that improves the winner's rank by the largest factor; None if no layer halves it."""
        return largest_jump(self.ranks)


def climb(lm: Model, text: str) -> Climb:
    """Read the text once. Raises what `Engine.trace` raises, `NotCausal` among it."""
    trace = lm.trace(text, Capture(lens=FINALISTS, candidates=0))
    return Climb(trace.tokens, trace.lens, lm.facts.vocabulary_size)


def largest_jump(ranks: Sequence[int]) -> int | None:
    """Which step from one rank to the next divides it by most, counted from 1; None if none divides it by two."""
    gains = {layer: ranks[layer - 1] / ranks[layer] for layer in range(1, len(ranks))}
    best = max(gains, key=gains.__getitem__, default=None)
    return best if best is not None and gains[best] >= _LEAST_JUMP else None


def stack_notes(found: Climb, guess: int | None = None) -> tuple[Note, ...]:
    """What the climb shows, from where the winner is first; `guess` is a layer that was guessed for that."""
    last, settled, ranks = found.layers, found.settled, found.ranks
    values: Values = {"token": found.word, "layer": settled, "layers": last}
    if settled == 0:
        notes = [Note("note-stack-start", values)]
    elif settled < last:
        notes = [Note("note-stack-settled", values)]
    else:
        before = visible(found.readings[last - 1].candidates[0].text)
        notes = [Note("note-stack-late", {**values, "before": before})]
    if guess is not None and settled > 0:
        off = abs(guess - settled)
        notes.append(Note("note-stack-right" if off == 0 else "note-stack-off", {"guess": guess, "off": off}))
    if (jump := found.jump) is not None:
        notes.append(Note("note-stack-jump", {"layer": jump, "before": ranks[jump - 1], "after": ranks[jump]}))
    probability = found.readings[-1].winner_probability
    if probability < _UNSURE:
        shares = {"share": as_percent(probability), "others": as_percent(1 - probability)}
        notes.append(Note("note-stack-unsure", {"token": found.word, **shares}))
    return tuple(notes)
