"""Bad data, and data that models wrote: what the two experiments show."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import as_percent
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import Curve, curve
from llm_viz.training.collapse import DESCENTS, GENERATIONS, TEMPERATURES, Descent, GenerationReport
from llm_viz.training.collapse import REPORTS as COLLAPSE_REPORTS
from llm_viz.training.data_quality import REPORTS as QUALITY_REPORTS
from llm_viz.training.data_quality import STEPS, Quality, QualityReport

GUESSES: tuple[Quality, ...] = ("shuffled", "repeated")
"""The bad texts to choose from: which does more harm?"""

_QUALITIES_SHOWN: tuple[Quality, ...] = ("shuffled", "clean", "repeated")  # the control in the second place
_DESCENTS_SHOWN: tuple[Descent, ...] = ("alone", "mixed", "unsharpened")
_HELD = 0.9  # share of the words of the first model from which on the loss is called stopped
_TURNED = 1.0  # bits per sentence that a loss must have risen again to be called learning by heart


def most_harmful(reports: Sequence[QualityReport]) -> Quality:
    """The bad text whose models end with the largest loss on good text."""
    ends = {line.key: line.last.value for line in quality_curves(reports) if line.points}
    return max(GUESSES, key=lambda quality: ends[quality])


def quality_curves(reports: Sequence[QualityReport]) -> tuple[Curve, ...]:
    """For each text, the loss on unseen good text (bits per sentence) by training step, over the models."""
    return tuple(
        curve(quality, ((report.step, report.bits) for report in reports if report.quality == quality))
        for quality in _QUALITIES_SHOWN
    )


def quality_notes(reports: Sequence[QualityReport]) -> tuple[Note, ...]:
    """What a finished run shows; nothing before, when errors are not known yet."""
    if len(reports) < QUALITY_REPORTS:
        return ()
    curves = {line.key: line for line in quality_curves(reports)}
    clean, notes = curves["clean"].last, []
    for quality in GUESSES:
        other = curves[quality].last
        if other.value > clean.value and other.differs_from(clean):
            bits = {"bits": f"{other.value - clean.value:.1f}", "clean": f"{clean.value:.1f}"}
            notes.append(Note(f"note-{quality}", {**bits, "other": f"{other.value:.1f}"}))
    repeated = curves["repeated"].points
    best = min(repeated, key=lambda step: repeated[step].value)
    if repeated[STEPS].value - repeated[best].value > _TURNED and repeated[STEPS].differs_from(repeated[best]):
        notes.append(Note("note-by-heart", {"step": best}))
    above = clean.value - reports[0].floor
    notes.append(Note("note-floor", {"above": f"{above:.1f}", "floor": f"{reports[0].floor:.1f}"}))
    return tuple(notes)


def different_curves(reports: Sequence[GenerationReport]) -> tuple[Curve, ...]:
    """For each line of descent, the number of different words in a text, by generation."""
    return tuple(
        curve(descent, ((report.generation, report.different) for report in reports if report.descent == descent))
        for descent in _DESCENTS_SHOWN
    )


def rare_curves(reports: Sequence[GenerationReport]) -> tuple[Curve, ...]:
    """For each line of descent, the share of rare words in a text, by generation."""
    return tuple(
        curve(descent, ((report.generation, report.rare_share) for report in reports if report.descent == descent))
        for descent in _DESCENTS_SHOWN
    )


def collapse_notes(reports: Sequence[GenerationReport]) -> tuple[Note, ...]:
    """What a finished run shows; nothing before."""
    if len(reports) < COLLAPSE_REPORTS:
        return ()
    by_descent = {(report.descent, report.generation): report for report in reports}
    first = by_descent["alone", 0]
    alone, plain, mixed = (by_descent[descent, GENERATIONS] for descent in DESCENTS)
    notes = []
    if alone.different < first.different:
        notes.append(Note("note-fewer", {"before": first.different, "after": alone.different}))
    if alone.rare_share < first.rare_share:
        shares = {"before": as_percent(first.rare_share), "after": as_percent(alone.rare_share)}
        notes.append(Note("note-rare", dict(shares)))
    if alone.different < plain.different < first.different:
        notes.append(Note("note-unsharpened", {"after": plain.different, "temperature": TEMPERATURES["alone"]}))
    if plain.rare_share > first.rare_share:
        shares = {"before": as_percent(first.rare_share), "after": as_percent(plain.rare_share)}
        notes.append(Note("note-scattered", dict(shares)))
    if mixed.different > alone.different:
        stopped = mixed.different >= _HELD * by_descent["alone", 1].different
        words = {"after": mixed.different, "alone": alone.different}
        notes.append(Note("note-held" if stopped else "note-slowed", dict(words)))
    return tuple(notes)


def retrained(reports: Sequence[GenerationReport]) -> GenerationReport | None:
    """The control that never reads what a model wrote: a model trained on the real text alone, as the first one is."""
    return next((report for report in reports if report.descent == "alone" and report.generation == 1), None)
