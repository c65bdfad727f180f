"""What the sense scores and the interventions allow to be said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.attention_links import label
from llm_viz.chapters.attention.compute.word_sense.axis import Study, WordReading, mean_sense
from llm_viz.chapters.attention.compute.word_sense.word_ranking import (
    Baseline,
    HeadEffects,
    LinkEffect,
    WordEffect,
    agreement,
    by_attention,
    by_intervention,
)
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note

SEPARATED = 0.6
"""Two contexts this far apart on the sense score have different meanings."""
_TOGETHER = 0.3  # and this close they have not
_WORTH_TELLING = 0.05  # shift of the sense score

Values = dict[str, str | int | float]


def signed(score: float) -> str:
    """A score or shift with its sign: +0.42, −0.17, 0.00."""
    text = f"{score:+.2f}"
    return "0.00" if text[1:] == "0.00" else text.replace("-", "−")


def parting_layer(one: Floats, other: Floats) -> int | None:
    """The first layer from which the scores (layers + 1,) of two contexts stay `SEPARATED`; None if they end closer."""
    close = np.flatnonzero(np.abs(one - other) < SEPARATED)
    first = int(close[-1]) + 1 if len(close) else 0
    return first if first < len(one) else None


def meaning_notes(study: Study) -> tuple[Note, ...]:
    """What can be said about the word in the first two contexts of the study."""
    first, second = study.readings[:2]
    notes = []
    if np.array_equal(first.hidden[0], second.hidden[0]):
        notes.append(Note("note-sense-start", {"word": label(first.tokens[first.position])}))
    layer = parting_layer(*study.sense[:2])
    if layer:
        notes.append(Note("note-sense-parting", {"layer": layer, "layers": study.axis.layers, "apart": SEPARATED}))
    mean_a, mean_b = map(mean_sense, study.sense[:2])
    apart = abs(mean_a - mean_b)
    means: Values = {"a": signed(mean_a), "b": signed(mean_b), "apart": f"{apart:.2f}"}
    if apart >= SEPARATED:
        notes.append(Note("note-sense-apart", means))
    elif apart < _TOGETHER:
        notes.append(Note("note-sense-together", means))
    if study.control and study.control_word is not None and apart >= SEPARATED:
        control_a, control_b = map(mean_sense, study.control[:2])
        moved = abs(control_a - control_b)
        key = "note-control-still" if moved <= apart / 2 else "note-control-moved"
        notes.append(Note(key, {"control": visible(study.control_word), "moved": f"{moved:.2f}"}))
    return tuple(notes)


def word_notes(context: str, effects: Sequence[WordEffect], baseline: Baseline | None) -> tuple[Note, ...]:
    """What cutting the words one by one shows; `context` is its letter."""
    if not effects or baseline is None:
        return ()
    most, looked_at = by_intervention(effects)[0], by_attention(effects)[0]
    random: Values = {"random": signed(baseline.mean), "deviation": f"{baseline.deviation:.2f}"}
    said: Values = {"context": context, "word": visible(most.word.text), "shift": signed(most.shift)}
    tells = abs(most.shift) >= _WORTH_TELLING and baseline.exceeded_by(most.shift)
    notes = [Note("note-cut-word" if tells else "note-cut-nothing", {**said, **random})]
    if not tells:
        return tuple(notes)
    if most is looked_at:
        notes.append(Note("note-ranking-same", {**said, "weight": percent(most.mean_weight)}))
    else:
        favourite: Values = {"favourite": visible(looked_at.word.text), "weight": percent(looked_at.mean_weight)}
        notes.append(Note("note-ranking-other", {**said, **favourite, "moved": signed(looked_at.shift)}))
    rho = agreement(effects)
    if rho is not None:
        notes.append(Note("note-ranking-rho", {"context": context, "rho": signed(rho), "count": len(effects)}))
    return tuple(notes)


def head_notes(context: str, effects: HeadEffects) -> tuple[Note, ...]:
    """What silencing every head shows, once all are known; `context` is its letter."""
    if not effects.complete:
        return ()
    ((layer, head, shift),) = effects.strongest(1)
    baseline = effects.baseline
    if abs(shift) < _WORTH_TELLING or not baseline.exceeded_by(shift):
        return ()
    random: Values = {"random": signed(baseline.mean), "deviation": f"{baseline.deviation:.2f}"}
    said: Values = {"context": context, "layer": layer + 1, "head": head + 1, "shift": signed(shift)}
    return (Note("note-head-silenced", {**said, **random}),)


def link_notes(context: str, reading: WordReading, link: LinkEffect | None) -> tuple[Note, ...]:
    """What cutting the single strongest look does, be it much or nothing; `context` is its letter."""
    if link is None:
        return ()
    said: Values = {
        "context": context,
        "layer": link.layer + 1,
        "head": link.head + 1,
        "looking": label(reading.tokens[reading.position]),
        "seen": visible(link.word.text),
        "weight": percent(link.weight),
        "shift": signed(link.shift),
    }
    return (Note("note-link-matters" if abs(link.shift) >= _WORTH_TELLING else "note-link-idle", said),)
