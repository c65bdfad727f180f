"""Chapter 1: what a small model learns from a text, and what the numbers of its training support."""

from __future__ import annotations

import math
from collections.abc import Sequence

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.kit.compute.notes import Note
from llm_viz.training.character_model import VALIDATED, Baselines, TrainingReport
from llm_viz.training.character_settings import TrainingSettings
from llm_viz.training.corpora import Corpus

CORPORA: dict[Language, tuple[str, ...]] = {
    "en": ("stories_en", "grammar_en", "stories_ja", "grammar_ja"),
    "ja": ("stories_ja", "grammar_ja", "stories_en", "grammar_en"),
}
"""The texts to learn from, those of the interface's language first."""
WIDTHS = (16, 32, 64, 96, 128)
LAYERS = (1, 2, 3, 4)
STEPS = (100, 300, 500, 1000, 1500, 3000)
LEARNING_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1, 1.0, 10.0)
MAX_SEED = 9999
_COPIED = 25  # characters in a row that are worth telling
_OVERFITTED = 0.05  # bits per character by which the loss on unseen text must have risen again


def lesson_notes(
    reports: Sequence[TrainingReport], counted: Baselines, choice: TrainingSettings, *, complete: bool
) -> tuple[Note, ...]:
    """What the run so far supports."""
    if len(reports) < 2:
        return ()
    return (
        *_beaten(reports, counted),
        *_floor(reports[-1], choice.corpus, complete=complete),
        *_overfitting(reports, choice),
        *_word(reports, choice),
        *_copying(reports, choice.corpus),
    )


def first_below(reports: Sequence[TrainingReport], bits: float) -> TrainingReport | None:
    """The first report from which on the loss on unseen text stays below `bits`."""
    found = None
    for report in reversed(reports):
        if report.validation_bits >= bits:
            break
        found = report
    return found


def longest_copy(sample: str, text: str) -> str:
    """The longest run of characters of `sample` that stands in `text`."""
    longest = ""
    for start in range(len(sample)):
        while start + len(longest) < len(sample) and sample[start : start + len(longest) + 1] in text:
            longest = sample[start : start + len(longest) + 1]
    return longest


def latest_sample(reports: Sequence[TrainingReport]) -> TrainingReport | None:
    """The last report with a sample."""
    return next((report for report in reversed(reports) if report.sample is not None), None)


def _beaten(reports: Sequence[TrainingReport], counted: Baselines) -> tuple[Note, ...]:
    """Which of the counting models was overtaken last, and when."""
    for name, bits in (("trigram", counted.trigram), ("bigram", counted.bigram), ("unigram", counted.unigram)):
        if report := first_below(reports, bits):
            return (Note(f"note-beats-{name}", {"step": report.step, "seconds": f"{report.seconds:.0f}"}),)
    return ()


def _floor(last: TrainingReport, corpus: Corpus, *, complete: bool) -> tuple[Note, ...]:
    floor = corpus.floor_bits(VALIDATED)
    if floor is None or not complete:
        return ()
    return (Note("note-floor", {"floor": f"{floor:.3f}", "above": f"{last.validation_bits - floor:.3f}"}),)


def _overfitting(reports: Sequence[TrainingReport], choice: TrainingSettings) -> tuple[Note, ...]:
    best, last = min(reports, key=lambda report: report.validation_bits), reports[-1]
    unseen, seen = last.validation_bits - best.validation_bits, (last.train_bits or 0) - (best.train_bits or math.inf)
    if unseen < _OVERFITTED or seen >= 0:
        return ()
    times = choice.corpus.readings(last.characters)
    return (Note("note-overfit", {"step": best.step, "times": f"{times:.0f}"}),)


def _word(reports: Sequence[TrainingReport], choice: TrainingSettings) -> tuple[Note, ...]:
    first, last = reports[0].word_probability, reports[-1].word_probability
    if last < 10 * first:
        return ()
    return (
        Note(
            "note-word",
            {
                "prompt": choice.prompt,
                "word": choice.word,
                "before": _odds(first),
                "after": percent(last),
                "step": reports[-1].step,
            },
        ),
    )


def _odds(probability: float) -> str:
    """A small chance as “1 : 20,000”, to two figures."""
    against = 1 / max(probability, 1e-300)
    if against > 1e6:
        return f"1 : 10^{math.log10(against):.0f}"
    rounded = round(against, 1 - math.floor(math.log10(against)))
    return f"1 : {rounded:,.0f}"


def _copying(reports: Sequence[TrainingReport], corpus: Corpus) -> tuple[Note, ...]:
    report = latest_sample(reports)
    if report is None or report.sample is None:
        return ()
    copied = longest_copy(report.sample, corpus.train).strip()
    if len(copied) < _COPIED:
        return ()
    return (Note("note-copied", {"copied": copied, "length": len(copied)}),)


REACHED = ("worse", "pairs", "triples")
"""How far a run may have come: not as far as counting pairs of characters, further, or further than triples."""


def reached(last: TrainingReport, counted: Baselines) -> str:
    """The one of `REACHED` that a run ended with."""
    if last.validation_bits < counted.trigram:
        return "triples"
    return "pairs" if last.validation_bits < counted.bigram else "worse"
