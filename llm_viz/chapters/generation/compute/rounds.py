"""The loop of writing, round by round: everything is read, one token is predicted, chosen and appended.

The most probable token is taken in every round (greedy decoding); what else was likely is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.visible import visible_words
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate

ROUNDS = 6
OTHERS = 3
"""Tokens of a round that were not taken, the most probable ones."""
MOST_TOLD = 8
"""Branches that the address names, the latest ones."""
_TOLD = re.compile(r"[0-9]-[0-9]{1,7}(\.[0-9]-[0-9]{1,7})*")
_LONGEST_TOLD = 10 * MOST_TOLD  # characters
RIVALS = 2
"""Rounds from whose first other token another ending is written."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `others` are the most probable tokens that were not taken; `text` is all that is written after it."""

    chosen: Candidate
    others: tuple[Candidate, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Branch:
    """What would have been written, had `token` been taken in round number `at` (from 0): all of it, in `text`."""

    at: int
    token: int
    text: str


def write_rounds(lm: Model, text: str) -> tuple[Round, ...]:
    """The first `ROUNDS` rounds after a text; fewer if the model ends its text or has no more room."""
    steps = lm.generate(text, max_new_tokens=ROUNDS, top=OTHERS + 1)
    return tuple(
        Round(step.chosen, tuple(other for other in step.candidates if other.id != step.chosen.id)[:OTHERS], step.text)
        for step in steps
    )


def write_branch(lm: Model, text: str, rounds: tuple[Round, ...], at: int, token: int) -> Branch:
    """The other text, as long as the written one. `KeyError` if `token` is none of the others of round `at`."""
    other = next((other for other in rounds[at].others if other.id == token), None)
    if other is None:
        raise KeyError(token)
    before = tuple(one.chosen.id for one in rounds[:at])
    left = ROUNDS - at - 1
    written = rounds[at - 1].text if at else ""
    full = written + (other.text if other.kind == "text" else "")
    if left and other.kind != "special":
        for step in lm.generate(text, continuation=(*before, token), max_new_tokens=left, top=1):
            full = step.text
    return Branch(at, token, full)


def told_branches(branches: Sequence[Branch]) -> str | None:
    """Branches as the address names them, round and token of each: `0-284.2-17`; None: none."""
    return ".".join(f"{branch.at}-{branch.token}" for branch in branches) or None


def read_branches(told: str, rounds: int) -> tuple[tuple[int, int], ...]:
    """Round and token of every branch that the address names. `ValueError` for what names none of so many rounds."""
    if len(told) > _LONGEST_TOLD or not _TOLD.fullmatch(told):
        raise ValueError(told)
    pairs = [tuple(map(int, pair.split("-"))) for pair in told.split(".")][:MOST_TOLD]
    if any(at >= rounds for at, _ in pairs):
        raise ValueError(told)
    return tuple(dict.fromkeys((at, token) for at, token in pairs))


def rivals(lm: Model, text: str, rounds: tuple[Round, ...]) -> tuple[Branch, ...]:
    """Endings to be taken for the written one: of the first rounds, those of the likeliest other whole token."""
    found = []
    for at, one in enumerate(rounds[:RIVALS]):
        other = next((other for other in one.others if other.kind == "text" and other.text.strip()), None)
        if other is not None:
            found.append(write_branch(lm, text, rounds, at, other.id))
    return tuple(found)


def ending(text: str) -> str:
    """A written text as an ending to choose: every character visible, no space around it."""
    return visible_words(text.strip(" "))
