"""How sure the model is of each token that it writes, always taking the most probable one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.generation.compute.rounds import ROUNDS
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.kit.compute.notes import Note, Values

AHEAD = 8
"""Tokens that the guess is about, after those that the loop has shown."""
SURE = 0.5
"""The model counts as sure of a token that has more than this share."""
RANGES = ((0, 2), (3, 5), (6, AHEAD))
"""The answers to choose from: in how many of them it is sure."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """The tokens that follow a text: the first ones, which the loop has shown, and those after them."""

    known: tuple[Candidate, ...]
    ahead: tuple[Candidate, ...]

    @property
    def answer(self) -> int | None:
        """Which of `RANGES` is right; None where the text ends too early for the question."""
        if len(self.ahead) < AHEAD:
            return None
        sure = count_sure(self.ahead)
        return next(index for index, (low, high) in enumerate(RANGES) if low <= sure <= high)


def write_ahead(lm: Model, text: str) -> Sureness:
    """Write on; fewer tokens where the model ends its text or has no more room."""
    chosen = tuple(step.chosen for step in lm.generate(text, max_new_tokens=ROUNDS + AHEAD, top=1))
    return Sureness(chosen[:ROUNDS], chosen[ROUNDS:])


def count_sure(tokens: Sequence[Candidate]) -> int:
    """Of how many tokens the model was sure."""
    return sum(token.probability > SURE for token in tokens)


def shown(text: str) -> str:
    """A token's text with every character visible, without the space before it unless it is nothing else."""
    return visible(text.strip(" ") or text)


def asked_note(found: Sureness) -> Note:
    """What the known tokens tell somebody who is to guess about the others."""
    known = found.known
    return Note("sure-asked", {"known": len(known), "sure": count_sure(known), "count": AHEAD})


def sureness_notes(found: Sureness) -> list[Note]:
    """In how many of all tokens the model was sure, and which had the least."""
    tokens = (*found.known, *found.ahead)
    if not tokens:
        return []
    least = min(range(len(tokens)), key=lambda place: tokens[place].probability)
    told: Values = {
        "token": shown(tokens[least].text),
        "share": as_percent(tokens[least].probability),
        "step": least + 1,
    }
    asked = found.ahead or found.known
    return [Note("sure-found", {"sure": count_sure(asked), "count": len(asked)}), Note("sure-least", told)]
