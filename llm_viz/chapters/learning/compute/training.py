"""What the measurements of a training run show: what was learned, when, and what was learned by heart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from llm_viz.base.languages import Language
from llm_viz.base.numbers import Quantity, as_percent, large, power_of_ten
from llm_viz.kit.compute.notes import Note
from llm_viz.training.character_model import VALIDATED, Baselines, TrainingReport
from llm_viz.training.character_settings import TrainingSettings
from llm_viz.training.corpora import Corpus

OUTCOMES = ("worse", "pairs", "triples")
"""How good a model may have become: not as good as counting pairs of characters, better, or better than triples."""
_COPIED = 25  # characters in a row, from which on a copy is mentioned
_OVERFITTED = 0.05  # bits per character by which the loss on unseen text must have risen again


def outcome(last: TrainingReport, counted: Baselines) -> str:
    """The one of `OUTCOMES` that a run ended with; `counted` are the losses of counting in the same text."""
    if last.validation_bits < counted.trigram:
        return "triples"
    return "pairs" if last.validation_bits < counted.bigram else "worse"


def training_notes(
    reports: Sequence[TrainingReport], counted: Baselines, settings: TrainingSettings, *, complete: bool
) -> tuple[Note, ...]:
    """What a run with these settings shows so far; `counted` are the losses of counting in the same text."""
    if len(reports) < 2:
        return ()
    notes = (
        _beaten_note(reports, counted),
        _floor_note(reports[-1], settings.corpus) if complete else None,
        _overfitting_note(reports, settings.corpus),
        _word_note(reports, settings),
        _copying_note(reports, settings.corpus),
    )
    return tuple(note for note in notes if note)


def first_below(reports: Sequence[TrainingReport], bits: float) -> TrainingReport | None:
    """The first report from which on the loss on unseen text stays below `bits` per character."""
    first = None
    for report in reversed(reports):
        if report.validation_bits >= bits:
            break
        first = report
    return first


def longest_copy(sample: str, text: str) -> str:
    """The longest run of characters of `sample` that stands in `text`."""
    longest = ""
    for start in range(len(sample)):
        while start + len(longest) < len(sample) and sample[start : start + len(longest) + 1] in text:
            longest = sample[start : start + len(longest) + 1]
    return longest


def _beaten_note(reports: Sequence[TrainingReport], counted: Baselines) -> Note | None:
    """Which of the counting models was overtaken last, and when."""
    for name, bits in (("trigram", counted.trigram), ("bigram", counted.bigram), ("unigram", counted.unigram)):
        if report := first_below(reports, bits):
            return Note(f"note-beats-{name}", {"step": report.step, "seconds": f"{report.seconds:.0f}"})
    return None


def _floor_note(last: TrainingReport, corpus: Corpus) -> Note | None:
    """How far the model is above the entropy of the text's source, where that is known."""
    floor = corpus.floor_bits(VALIDATED)
    if floor is None:
        return None
    return Note("note-floor", {"floor": f"{floor:.3f}", "above": f"{last.validation_bits - floor:.3f}"})


def _overfitting_note(reports: Sequence[TrainingReport], corpus: Corpus) -> Note | None:
    """Since when the model becomes worse on unseen text while it still improves on what it is trained on."""
    best, last = min(reports, key=lambda report: report.validation_bits), reports[-1]
    unseen, seen = last.validation_bits - best.validation_bits, (last.train_bits or 0) - (best.train_bits or math.inf)
    if unseen < _OVERFITTED or seen >= 0:
        return None
    return Note("note-overfit", {"step": best.step, "times": f"{corpus.readings(last.characters):.0f}"})


def _word_note(reports: Sequence[TrainingReport], settings: TrainingSettings) -> Note | None:
    """How much more probable the watched word has become."""
    first, last = reports[0].word_probability, reports[-1].word_probability
    if last < 10 * first:
        return None
    return Note(
        "note-word",
        {
            "prompt": settings.prompt,
            "word": settings.word,
            "before": Quantity(first, _odds),
            "after": as_percent(last),
            "step": reports[-1].step,
        },
    )


def _odds(probability: float, language: Language) -> str:
    """A small probability as people say it: 1 in 20,000, in Japanese 2\u00a0万分の 1; rounded to two digits."""
    against = 1 / max(probability, 1e-300)
    if against > 1e15:
        power = power_of_ten(round(math.log10(against)))
        return f"{power} 分の 1" if language == "ja" else f"1 in {power}"
    rounded = round(against, 1 - math.floor(math.log10(against)))
    return f"{large(rounded, language)}分の 1" if language == "ja" else f"1 in {rounded:,.0f}"


def _copying_note(reports: Sequence[TrainingReport], corpus: Corpus) -> Note | None:
    """The longest passage of the latest sample that stands in the training text."""
    sample = next((report.sample for report in reversed(reports) if report.sample is not None), None)
    if sample is None:
        return None
    copied = longest_copy(sample, corpus.train).strip()
    return Note("note-copied", {"copied": copied, "length": len(copied)}) if len(copied) >= _COPIED else None
