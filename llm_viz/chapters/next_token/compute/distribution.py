"""What comes next: a guess at it, and what the distribution over the whole vocabulary shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.predictions import SHOWN, tail
from llm_viz.kit.compute.words import is_word

LISTED = 200
"""Candidates asked of the engine."""

ARTICLE_TEXT = "私は今日"
"""The article's example, and the figures that it makes up for it."""
ARTICLE = (("学校", 0.40), ("映画", 0.25), ("図書館", 0.20), ("家", 0.15))

_FIRST_DECOY, _LAST_DECOY = 2, 30  # ranks
_DECOYS = 3  # at most
_NEARLY_EQUAL = 0.8  # from this share of the first's probability on, the second is called close
_HEAVY_TAIL = 0.1  # probability of all tokens without a bar of their own


@dataclass(frozen=True, slots=True)
class Guess:
    """Up to four words in an order that depends on the text only; `answer` is the most probable one."""

    options: tuple[str, ...]
    answer: str


def make_guess(distribution: Distribution, text: str, ends: Callable[[Candidate], bool]) -> Guess | None:
    """The most probable token among decoys of ranks 2 – 30; None where it is no whole word, or there is no decoy.

    All are whole words (`is_word`, and `ends` tells that the model would not write on in the word); no two differ only
    in spaces and capitals.
    """
    best = distribution.candidates[0]
    if not (is_word(best.text, best.kind, text) and ends(best)):
        return None
    rng = Random(text)  # noqa: S311 - the same order for the same text, no secret
    rivals = list(distribution.candidates[_FIRST_DECOY - 1 : _LAST_DECOY])
    rng.shuffle(rivals)
    chosen = {_folded(best.text): best}
    for candidate in rivals:
        word = _folded(candidate.text)
        is_new = word not in chosen and is_word(candidate.text, candidate.kind, text)
        if len(chosen) <= _DECOYS and is_new and ends(candidate):
            chosen[word] = candidate
    if len(chosen) == 1:
        return None
    options = [candidate.text.strip() for candidate in chosen.values()]
    rng.shuffle(options)
    return Guess(tuple(options), best.text.strip())


def article_rows(distribution: Distribution) -> tuple[tuple[str, float, float | None], ...]:
    """The article's words with its figures and the model's own probability; None if the model does not list the word
    among its best.
    """
    found = {candidate.text: candidate.probability for candidate in distribution.candidates}
    return tuple((word, share, found.get(word)) for word, share in ARTICLE)


def equal_choices(entropy_bits: float) -> float:
    """The number of equally likely tokens among which a choice would be as uncertain: 2^H, the perplexity."""
    return float(2.0**entropy_bits)


def distribution_notes(distribution: Distribution) -> tuple[Note, ...]:
    """What this distribution shows."""
    best, *others = distribution.candidates
    notes = [
        Note(
            "note-favourite-sure" if best.probability >= 0.5 else "note-favourite-unsure",
            {"token": visible(best.text), "probability": as_percent(best.probability)},
        )
    ]
    if others and others[0].probability >= _NEARLY_EQUAL * best.probability:
        values = {"first": visible(best.text), "second": visible(others[0].text)}
        shares = {"share": as_percent(best.probability), "other": as_percent(others[0].probability)}
        notes.append(Note("note-close", {**values, **shares}))
    needed = tokens_for_half(distribution)
    if needed is not None and needed > 2:
        notes.append(Note("note-half", {"count": needed}))
    count, probability = tail(distribution)
    if probability >= _HEAVY_TAIL:
        notes.append(Note("note-tail", {"count": count, "probability": as_percent(probability)}))
    return (*notes, *_kind_notes(distribution.candidates[:SHOWN]))


def tokens_for_half(distribution: Distribution) -> int | None:
    """How many of the best tokens together have at least half of the probability; None if more than are listed."""
    sums = accumulate(candidate.probability for candidate in distribution.candidates)
    return next((count for count, total in enumerate(sums, start=1) if total >= 0.5), None)


def _folded(text: str) -> str:
    """Without the spaces around it and without capitals."""
    return text.strip().casefold()


def _kind_notes(shown: tuple[Candidate, ...]) -> list[Note]:
    """What candidates are that stand for no whole characters: the first of either kind."""
    notes = []
    part = next((candidate for candidate in shown if candidate.kind == "part"), None)
    if part is not None:
        notes.append(Note("note-part", {"token": visible(part.text)}))
    special = next((candidate for candidate in shown if candidate.kind == "special"), None)
    if special is not None:
        values: Values = {"token": special.text, "probability": as_percent(special.probability)}
        notes.append(Note("note-special", values))
    return notes
