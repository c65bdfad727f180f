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
from llm_viz.chapters.attention.compute.word_sense.cut_effects import CutEffects
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_attention import contrasting_heads, strongest_look
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
CONTROL_AT_MOST = 0.5
"""Of the way that the word moves along the axis: a control that moves further may show that the topic is measured."""
_TOGETHER = 0.3
"""Two contexts this close on the sense score have the same meaning."""
_SMALLEST_SHIFT = 0.05
"""Shifts of the sense score below this are not spoken of."""


def pair_notes(a: WordReading, b: WordReading) -> list[Note]:
    """What can be said about the attention of one word in two contexts, and about what follows from them."""
    notes = []
    for key, reading in (("note-context-a", a), ("note-context-b", b)):
        best = strongest_look(reading)
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
    """What can be said about the word in its two contexts."""
    first, second = result.readings
    notes = []
    if np.array_equal(first.hidden[0], second.hidden[0]):
        notes.append(Note("note-sense-start", {"word": token_label(first.tokens[first.position])}))
    layer = parting_layer(*result.sense)
    if layer:
        notes.append(Note("note-sense-parting", {"layer": layer, "layers": result.axis.layers, "apart": SEPARATED}))
    mean_a, mean_b = map(mean_sense, result.sense)
    apart = abs(mean_a - mean_b)
    means: Values = {"a": signed(mean_a), "b": signed(mean_b), "apart": f"{apart:.2f}"}
    if apart >= SEPARATED:
        notes.append(Note("note-sense-apart", means))
    elif apart < _TOGETHER:
        notes.append(Note("note-sense-together", means))
    if apart >= SEPARATED:
        notes += _control_notes(result)
    if result.axis.can_hold_out:
        separation = result.axis.separation()
        best = int(separation.argmax())
        if separation[best] >= SEPARATED:
            notes.append(Note("note-best-layer", {"layer": best, "layers": result.axis.layers}))
    return tuple(notes)


def control_holds_still(result: WordSenseResult) -> bool | None:
    """Whether the control moves along the axis at most half as far as the word; None without a control.

    Both over the last third of the layers, which is what the chapter calls the meaning.
    """
    if result.control_moved is None:
        return None
    return abs(mean_sense(result.control_moved)) <= abs(mean_sense(result.moved)) * CONTROL_AT_MOST


def _control_notes(result: WordSenseResult) -> list[Note]:
    holds_still = control_holds_still(result)
    if holds_still is None or result.control_moved is None or result.control_word is None:
        return []
    ways = {"apart": result.moved, "moved": result.control_moved}
    written = {name: f"{abs(mean_sense(moved)):.2f}" for name, moved in ways.items()}
    values: Values = {"control": visible(result.control_word), **written}
    return [Note("note-control-still" if holds_still else "note-control-moved", values)]


def all_cut_notes(context: str, before: WordReading, after: WordReading, axis: SenseAxis) -> list[Note]:
    """What a word that may attend to no other word says of where its meaning came from; `context` is its letter."""
    mean_before, mean_after = (mean_sense(sense_by_layer(axis, reading)) for reading in (before, after))
    shift = mean_after - mean_before
    if abs(shift) < SEPARATED / 2:
        return []
    means: Values = {"before": signed(mean_before), "after": signed(mean_after), "shift": signed(shift)}
    return [Note("note-cut-all", {"context": context, **means})]


def single_cut_notes(context: str, effects: CutEffects) -> list[Note]:
    """Why cutting a single word does little, where the words cut together do much; `context` is its letter."""
    strongest = effects.strongest_alone
    if strongest is None or abs(effects.together) < SEPARATED / 2:
        return []
    word, shift = strongest
    total = sum(effects.alone)
    little = abs(effects.together) / 2
    if len(effects.words) < 2 or max(abs(shift), abs(total)) > little:
        return []
    shifts = {"shift": signed(shift), "sum": signed(total), "together": signed(effects.together)}
    return [Note("note-cut-single", {"context": context, "word": visible(word.text), **shifts})]


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
        key = "note-ranking-other" if attended.has_content else "note-ranking-grammar"
        notes.append(Note(key, {**values, **favourite, "moved": signed(attended.shift)}))
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
