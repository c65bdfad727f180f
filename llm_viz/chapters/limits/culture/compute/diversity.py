"""How many different answers a temperature leaves."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llm_viz.base.languages import Language
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.shared.compute.answers import Answers, draw_answers
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.notes import Note, Values

TEMPERATURES = (0.3, 0.7, 1.0, 1.3)
SAMPLES = 20
TOKENS = 6
"""Answers of one drawing, and the most tokens of one."""
REPEATS = 3
"""Drawings at each temperature, with other seeds: how much the count changes by chance alone."""
SEED_STRIDE = 100
"""From the first seed of one drawing to that of the next."""
PROMPTS: dict[Language, str] = {
    "en": "What did you have for breakfast?\nAnna: toast\nBen: porridge\nCarla:",
    "ja": "朝ごはんに何を食べましたか。\n花子：パン\n太郎：納豆\n美咲：",
}


@dataclass(frozen=True, slots=True)
class Diversity:
    """The answers drawn at one temperature, one set per repeat."""

    temperature: float
    repeats: tuple[Answers, ...]

    @property
    def distinct(self) -> tuple[int, ...]:
        return tuple(answers.distinct for answers in self.repeats)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.distinct)


def diversities(lm: Model, prompt: str, seed: int) -> Iterator[tuple[int, tuple[Diversity, ...]]]:
    """Draw `SAMPLES` answers, `REPEATS` times at each temperature; yields how many sets are drawn, and the results.

    Repeat r draws with the seeds from `seed + r * SEED_STRIDE` on, the same at each temperature.
    """
    done: list[Diversity] = []
    for temperature in TEMPERATURES:
        repeats: list[Answers] = []
        for repeat in range(REPEATS):
            sampling = Sampling(temperature=temperature, seed=seed + repeat * SEED_STRIDE)
            repeats.append(draw_answers(lm, prompt, sampling, SAMPLES, TOKENS))
            yield len(done) * REPEATS + len(repeats), (*done, Diversity(temperature, tuple(repeats)))
        done.append(Diversity(temperature, tuple(repeats)))


def diversity_notes(by_temperature: Sequence[Diversity]) -> tuple[Note, ...]:
    """Whether cold drawing makes answers alike by more than chance, and which answer crowds the others out."""
    cold, hot = by_temperature[0], by_temperature[-1]
    notes = []
    if max(cold.distinct) < min(hot.distinct):
        values = {"cold": cold.temperature, "hot": hot.temperature}
        ranges = {"few": _range(cold.distinct), "many": _range(hot.distinct)}
        notes.append(Note("note-alike", {**values, **ranges, "samples": SAMPLES}))
    else:
        notes.append(Note("note-no-difference", {"cold": cold.temperature, "hot": hot.temperature}))
    favourite, times = max((answers.counts[0] for answers in cold.repeats), key=lambda counted: counted[1])
    if favourite and times >= SAMPLES / 3:
        shares: Values = {"answer": visible(favourite), "count": times, "samples": SAMPLES}
        notes.append(Note("note-crowded", {**shares, "temperature": cold.temperature}))
    return tuple(notes)


def _range(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} – {high}"
