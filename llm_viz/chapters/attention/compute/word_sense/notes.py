"""What the sense scores, the attention of a word and the interventions on it allow to be said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.note_values import (
    head_values,
    link_values,
    signed,
    token_label,
)
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis, mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_attention import contrasting_heads, strongest_heads
from llm_viz.chapters.attention.compute.word_sense.word_ranking import (
    LinkEffect,
    WordEffect,
    agreement,
    by_attention,
    by_intervention,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note, Values

SEPARATED = 0.6
"""Two contexts this far apart on the sense score have different meanings."""
_TOGETHER = 0.3
"""Two contexts this close on the sense score have the same meaning."""
_SMALLEST_SHIFT = 0.05
"""Shifts of the sense score below this are not spoken of."""


def pair_notes(a: WordReading, b: WordReading) -> list[Note]:
    """What can be said about the attention of one word in two contexts, and about what follows from them."""
    notes = []
    for key, reading in (("note-context-a", a), ("note-context-b", b)):
        best = max(strongest_heads(reading), key=lambda head: head.weight, default=None)
        if best is not None and best.weight >= 0.2:
            word = token_label(reading.tokens[reading.position])
            values = link_values(best.layer, best.head, word, visible(best.word.text))
            notes.append(Note(key, {**values, "weight": as_percent(best.weight)}))
    for contrast in contrasting_heads(a, b, 1) if compared_words(a) and compared_words(b) else ():
        if contrast.difference >= 0.3:
            shares = {"a": as_percent(contrast.share_a), "b": as_percent(contrast.share_b)}
            notes.append(Note("note-contrast", {**head_values(contrast.layer, contrast.head), **shares}))
    if a.next is not None and b.next is not None:
        best_a, best_b = a.next.candidates[0], b.next.candidates[0]
        if best_a.id != best_b.id:
            tokens = {"a": visible(best_a.text), "b": visible(best_b.text)}
            shares = {"share_a": as_percent(best_a.probability), "share_b": as_percent(best_b.probability)}
            notes.append(Note("note-next", {**tokens, **shares}))
    return notes


def parting_layer(scores_a: Floats, scores_b: Floats) -> int | None:
    """The first layer from which the scores (layers + 1,) of two contexts stay `SEPARATED`; None if they end closer."""
    close = np.flatnonzero(np.abs(scores_a - scores_b) < SEPARATED)
    first = int(close[-1]) + 1 if len(close) else 0
    return first if first < len(scores_a) else None


def meaning_notes(result: WordSenseResult) -> tuple[Note, ...]:
    """What can be said about the word in the first two contexts of the result."""
    first, second = result.readings[:2]
    notes = []
    if np.array_equal(first.hidden[0], second.hidden[0]):
        notes.append(Note("note-sense-start", {"word": token_label(first.tokens[first.position])}))
    layer = parting_layer(*result.sense[:2])
    if layer:
        notes.append(Note("note-sense-parting", {"layer": layer, "layers": result.axis.layers, "apart": SEPARATED}))
    mean_a, mean_b = map(mean_sense, result.sense[:2])
    apart = abs(mean_a - mean_b)
    means: Values = {"a": signed(mean_a), "b": signed(mean_b), "apart": f"{apart:.2f}"}
    if apart >= SEPARATED:
        notes.append(Note("note-sense-apart", means))
    elif apart < _TOGETHER:
        notes.append(Note("note-sense-together", means))
    if result.control and result.control_word is not None and apart >= SEPARATED:
        control_a, control_b = map(mean_sense, result.control[:2])
        moved = abs(control_a - control_b)
        key = "note-control-still" if moved <= apart / 2 else "note-control-moved"
        notes.append(Note(key, {"control": visible(result.control_word), "moved": f"{moved:.2f}"}))
    return tuple(notes)


def all_cut_notes(context: str, before: WordReading, after: WordReading, axis: SenseAxis) -> list[Note]:
    """What a word that may attend to no other word says of where its meaning came from; `context` is its letter."""
    mean_before, mean_after = (mean_sense(sense_by_layer(axis, reading)) for reading in (before, after))
    shift = mean_after - mean_before
    if abs(shift) < SEPARATED / 2:
        return []
    means: Values = {"before": signed(mean_before), "after": signed(mean_after), "shift": signed(shift)}
    return [Note("note-cut-all", {"context": context, **means})]


def word_notes(context: str, effects: Sequence[WordEffect], baseline: Baseline | None) -> tuple[Note, ...]:
    """What cutting the words one by one shows; `context` is its letter."""
    if not effects or baseline is None:
        return ()
    most, attended = by_intervention(effects)[0], by_attention(effects)[0]
    values: Values = {"context": context, "word": visible(most.word.text), "shift": signed(most.shift)}
    if abs(most.shift) < _SMALLEST_SHIFT or not baseline.exceeded_by(most.shift):
        return (Note("note-cut-nothing", {**values, **_baseline_values(baseline)}),)
    notes = [Note("note-cut-word", {**values, **_baseline_values(baseline)})]
    if most is attended:
        notes.append(Note("note-ranking-same", {**values, "weight": as_percent(most.mean_weight)}))
    else:
        favourite: Values = {"favourite": visible(attended.word.text), "weight": as_percent(attended.mean_weight)}
        notes.append(Note("note-ranking-other", {**values, **favourite, "moved": signed(attended.shift)}))
    rho = agreement(effects)
    if rho is not None:
        notes.append(Note("note-ranking-rho", {"context": context, "rho": signed(rho), "count": len(effects)}))
    return tuple(notes)


def link_notes(context: str, reading: WordReading, link: LinkEffect | None) -> tuple[Note, ...]:
    """What cutting the single strongest link does, be it much or nothing; `context` is its letter."""
    if link is None:
        return ()
    word = token_label(reading.tokens[reading.position])
    values = link_values(link.layer, link.head, word, visible(link.word.text))
    key = "note-link-matters" if abs(link.shift) >= _SMALLEST_SHIFT else "note-link-idle"
    return (Note(key, {"context": context, **values, "weight": as_percent(link.weight), "shift": signed(link.shift)}),)


def head_notes(context: str, effects: HeadEffects) -> tuple[Note, ...]:
    """What ablating every head shows, once all are known; `context` is its letter."""
    if not effects.complete:
        return ()
    ((layer, head, shift),) = effects.strongest(1)
    if abs(shift) < _SMALLEST_SHIFT or not effects.baseline.exceeded_by(shift):
        return ()
    values: Values = {"context": context, **head_values(layer, head), "shift": signed(shift)}
    return (Note("note-head-silenced", {**values, **_baseline_values(effects.baseline)}),)


def _baseline_values(baseline: Baseline) -> Values:
    return {"random": signed(baseline.mean), "deviation": f"{baseline.deviation:.2f}"}
