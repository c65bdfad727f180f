"""The loop of writing, round by round: everything is read, one token is predicted, chosen and appended.

The most probable token is taken in every round (greedy decoding); what else was likely is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Literal

from llm_viz.base.visible import visible_words
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationStep
from llm_viz.engine.protocol.tokens import Candidate

ROUNDS = 6
OTHERS = 3
"""Tokens of a round that were not taken, the most probable ones."""
MOST_TOLD = 8
"""Branches that the address names, the latest ones."""
_TOLD = re.compile(r"[0-9]-[0-9]{1,7}(\.[0-9]-[0-9]{1,7})*")
_LONGEST_TOLD = 10 * MOST_TOLD  # characters
RIVALS = 2
"""Endings that are offered beside the written one."""
_TRIED_ROUNDS = 2
"""Rounds whose other tokens are tried, until there are so many."""
_SENTENCE_END = re.compile(r"[.!?。！？…]+[”’\"')\]」』）]*(?=\s|$)|[。！？]+[」』）]*")
_LINE = re.compile(r"[\r\n]")
_NO_LETTER = re.compile(r"[\W_]")

Cut = Literal["line", "sentence", "length", "end"]
"""Why an ending stops where it does: a line break follows, its sentence is over, no more was written, or the model says
that it is finished."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `others` are the most probable tokens that were not taken; `text` is all that is written after it."""

    chosen: Candidate
    others: tuple[Candidate, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Branch:
    """What would have been written, had `token` been taken in round number `at` (from 0): all of it, in `text`.

    `is_over`: the model would have said there that it is finished.
    """

    at: int
    token: int
    text: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """A written text as far as it is read at a glance: to the first line break or end of a sentence after a word.

    `text` has every character visible and no line break at its beginning, which `on_new_line` tells.
    """

    text: str
    cut: Cut
    on_new_line: bool = False


def write_rounds(lm: Model, text: str) -> tuple[Round, ...]:
    """The first `ROUNDS` rounds after a text; fewer if the model ends its text or has no more room."""
    return tuple(_round_by_round(lm, text))


def write_with_rivals(lm: Model, text: str) -> tuple[tuple[Round, ...], tuple[Branch, ...]]:
    """`write_rounds` and `rivals`; the likeliest are written beside the rounds as soon as the first round is over."""
    writing = _round_by_round(lm, text)
    first = tuple(islice(writing, 1))
    likeliest = write_branches(lm, text, first, _to_try(first)[:RIVALS])  # the engine goes on with the rounds meanwhile
    rounds = (*first, *writing)
    return rounds, rivals(lm, text, rounds, likeliest)


def _round_by_round(lm: Model, text: str) -> Iterator[Round]:
    for step in lm.generate(text, max_new_tokens=ROUNDS, top=OTHERS + 1):
        others = tuple(other for other in step.candidates if other.id != step.chosen.id)[:OTHERS]
        yield Round(step.chosen, others, step.text)


def write_branch(lm: Model, text: str, rounds: tuple[Round, ...], at: int, token: int) -> Branch:
    """The other text, as long as the written one. `KeyError` if `token` is none of the others of round `at`."""
    (branch,) = write_branches(lm, text, rounds, ((at, token),))
    return branch


def write_branches(
    lm: Model, text: str, rounds: tuple[Round, ...], places: Iterable[tuple[int, int]]
) -> tuple[Branch, ...]:
    """`write_branch` for several rounds and tokens: they are written beside each other."""
    branches = [_first_of_branch(rounds, at, token) for at, token in places]
    writings = [
        iter(()) if branch.is_over or branch.at + 1 == ROUNDS else _written_on(lm, text, rounds, branch)
        for branch in branches
    ]
    for steps in zip_longest(*writings):  # in turn, so that the engine has all of them at once and writes them together
        branches = [
            branch if step is None else replace(branch, text=step.text, is_over=step.chosen.kind == "special")
            for branch, step in zip(branches, steps, strict=True)
        ]
    return tuple(branches)


def _first_of_branch(rounds: tuple[Round, ...], at: int, token: int) -> Branch:
    """The branch as far as its own token."""
    other = next((other for other in rounds[at].others if other.id == token), None)
    if other is None:
        raise KeyError(token)
    before = rounds[at - 1].text if at else ""
    return Branch(at, token, before + (other.text if other.kind == "text" else ""), other.kind == "special")


def _written_on(lm: Model, text: str, rounds: tuple[Round, ...], branch: Branch) -> Iterator[GenerationStep]:
    before = tuple(one.chosen.id for one in rounds[: branch.at])
    left = ROUNDS - branch.at - 1
    return lm.generate(text, continuation=(*before, branch.token), max_new_tokens=left, top=1)


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


def rivals(lm: Model, text: str, rounds: tuple[Round, ...], likeliest: tuple[Branch, ...] = ()) -> tuple[Branch, ...]:
    """Endings to be taken for the written one, after the likeliest other tokens of the first round, then the second.

    One that has no word, or whose words are the beginning of another's or continue it, is left out. `likeliest`: the
    first of these endings, if they are written already.
    """
    found: list[Branch] = []
    taken = [_letters(written_ending(rounds))] if rounds else []
    branches, left = likeliest, _to_try(rounds)[len(likeliest) :]
    while True:
        for branch in branches:
            letters = _letters(branch_ending(branch))
            if letters and not any(
                known and (known.startswith(letters) or letters.startswith(known)) for known in taken
            ):
                found.append(branch)
                taken.append(letters)
        missing = RIVALS - len(found)
        if not (missing and left):
            return tuple(found)
        branches, left = write_branches(lm, text, rounds, left[:missing]), left[missing:]


def _to_try(rounds: tuple[Round, ...]) -> list[tuple[int, int]]:
    """Rounds and other tokens that may lead to another ending, the likeliest of the first round at the beginning."""
    tried = enumerate(rounds[:_TRIED_ROUNDS])
    return [(at, other.id) for at, one in tried for other in one.others if other.kind != "special"]


def written_ending(rounds: tuple[Round, ...]) -> Ending:
    """The ending that the model wrote."""
    return ending(rounds[-1].text, is_over=rounds[-1].chosen.kind == "special")


def branch_ending(branch: Branch) -> Ending:
    """The ending that a branch leads to."""
    return ending(branch.text, is_over=branch.is_over)


def ending(text: str, *, is_over: bool = False) -> Ending:
    """A written text as an ending to choose. One without a word is shown whole, its line breaks as signs."""
    words = text.strip()
    first = next((at for at, letter in enumerate(words) if not _NO_LETTER.match(letter)), None)
    if first is None:
        return Ending(visible_words(text.strip(" ")), "end" if is_over else "length")
    line, sentence = _LINE.search(words, first), _SENTENCE_END.search(words, first)
    cut: Cut = "end" if is_over else "line" if _LINE.search(text[len(text.rstrip()) :]) else "length"
    stop = len(words)
    if sentence and sentence.end() < stop:
        stop, cut = sentence.end(), "sentence"
    elif sentence and cut == "length":
        cut = "sentence"
    if line and line.start() <= stop:
        stop, cut = line.start(), "line"
    leading = text[: len(text) - len(text.lstrip())]
    return Ending(visible_words(words[:stop].rstrip()), cut, _LINE.search(leading) is not None)


def _letters(ending: Ending) -> str:
    return _NO_LETTER.sub("", ending.text).casefold()
