"""What comes next: reading the probability distribution over the whole vocabulary."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import numpy as np

from llm_viz.base.numbers import percent, scientific
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Candidate, Distribution
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.predictions import SHOWN, tail
from llm_viz.kit.compute.presets import Preset

LISTED = 200
"""Candidates asked of the engine."""

PRESETS = (
    Preset("article", "ja", "私は今日"),
    Preset("greeting", "ja", "おはよう"),
    Preset("capital", "ja", "フランスの首都は"),
    Preset("open", "ja", "吾輩は猫である。名前は"),
    Preset("capital", "en", "The capital of France is"),
    Preset("grammar", "en", "I ate an"),
    Preset("opposite", "en", "The opposite of hot is"),
    Preset("open", "en", "The doctor said that"),
    Preset("count", None, "1, 2, 3, 4,"),
)

_FIRST_DECOY, _LAST_DECOY = 2, 30  # ranks
_DECOYS = 3
_NEARLY_EQUAL = 0.8  # the second's share of the first's probability, from which the race is called close
_HEAVY_TAIL = 0.1


@dataclass(frozen=True, slots=True)
class Guess:
    """Four tokens as a visitor reads them, in an order that depends on the text only; `answer` is the most probable."""

    options: tuple[str, ...]
    answer: str


def make_guess(distribution: Distribution, text: str) -> Guess | None:
    """The most probable token among decoys of ranks 2 – 30; None where those hold nothing to tell it from.

    Decoys are whole words or signs, no two alike but for spaces and capitals.
    """
    best = distribution.candidates[0]
    decoys: dict[str, Candidate] = {}
    for candidate in distribution.candidates[_FIRST_DECOY - 1 : _LAST_DECOY]:
        word = _compared(candidate.text)
        if word and candidate.kind == "text" and word != _compared(best.text):
            decoys.setdefault(word, candidate)
    if not decoys:
        return None
    dice = Random(text)  # noqa: S311 - the same order for the same text, no secret
    chosen = [best, *dice.sample(list(decoys.values()), min(_DECOYS, len(decoys)))]
    dice.shuffle(chosen)
    return Guess(tuple(visible(candidate.text) for candidate in chosen), visible(best.text))


def _compared(text: str) -> str:
    return text.strip().casefold()


def equal_choices(entropy_bits: float) -> float:
    """The number of equally likely tokens among which a choice would be as uncertain: 2^H, the perplexity."""
    return float(2.0**entropy_bits)


def distribution_notes(distribution: Distribution) -> tuple[Note, ...]:
    """What this distribution shows."""
    best, *others = distribution.candidates
    notes = [
        Note(
            "note-favourite-sure" if best.probability >= 0.5 else "note-favourite-unsure",
            {"token": visible(best.text), "probability": percent(best.probability)},
        )
    ]
    if others and others[0].probability >= _NEARLY_EQUAL * best.probability:
        values = {"first": visible(best.text), "second": visible(others[0].text)}
        shares = {"share": percent(best.probability), "other": percent(others[0].probability)}
        notes.append(Note("note-close", {**values, **shares}))
    needed = tokens_for_half(distribution)
    if needed is not None and needed > 2:
        notes.append(Note("note-half", {"count": needed}))
    count, probability = tail(distribution)
    if probability >= _HEAVY_TAIL:
        notes.append(Note("note-tail", {"count": count, "probability": percent(probability)}))
    return (*notes, *_kind_notes(distribution.candidates[:SHOWN]))


def tokens_for_half(distribution: Distribution) -> int | None:
    """How many of the best tokens together have at least half of the probability; None if more than are listed."""
    sums = accumulate(candidate.probability for candidate in distribution.candidates)
    return next((count for count, total in enumerate(sums, start=1) if total >= 0.5), None)


def _kind_notes(shown: tuple[Candidate, ...]) -> list[Note]:
    notes = []
    part = next((one for one in shown if one.kind == "part"), None)
    if part is not None:
        notes.append(Note("note-part", {"token": visible(part.text)}))
    special = next((one for one in shown if one.kind == "special"), None)
    if special is not None:
        values: dict[str, str | int | float] = {"token": special.text, "probability": percent(special.probability)}
        notes.append(Note("note-special", values))
    return notes


def normaliser_error(distribution: Distribution) -> float:
    """Check of the softmax's denominator: how much less (0.01 = 1 %) the sum of e^logit is when it is added up again
    from the listed candidates and the histogram of all others. At most `histogram_error`, but for rounding.
    """
    listed = np.array([candidate.logit for candidate in distribution.candidates], np.float64)
    ratio = np.exp(listed - distribution.log_normaliser).sum()
    rest = distribution.rest
    ratio += (rest.counts * np.exp(rest.mean_logits.astype(np.float64) - distribution.log_normaliser)).sum()
    return float(1.0 - ratio)


def histogram_error(distribution: Distribution) -> float:
    """The most that `normaliser_error` can be at temperature 1 (Hoeffding's lemma, see `LogitHistogram`)."""
    return 1.0 - math.exp(-(distribution.rest.bin_width**2) / 8.0)


def exponential(natural_log: float, decimals: int = 2) -> tuple[str, int]:
    """e^x for any x, as `scientific` would write it; nothing overflows."""
    whole = math.floor(natural_log / math.log(10))
    mantissa, carried = scientific(math.exp(natural_log - whole * math.log(10)), decimals)
    return mantissa, whole + carried
