"""Every head ablated in turn: whether the heads that attend most to a word are those that matter."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.blackbox.compute.heads import (
    LISTED,
    Head,
    Reading,
    head_ablations,
    head_name,
    probability_of,
)
from llm_viz.engine.model import Model
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.statistics import rank_correlation

_UNMOVED = 0.1  # bits
_LOOKS = 0.5  # attention weight from which a head attends to little else


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What the favourite token loses or gains in bits (−1 halves its probability) when heads are ablated.

    `heads` (layer, head): each head alone; `layers` (layer,): all heads of a layer. Where the token fell out of the
    listed candidates, the value is the most it can be.
    """

    heads: NDArray[np.float64]
    layers: NDArray[np.float64]


def measure_effects(lm: Model, reading: Reading) -> Iterator[tuple[float, Effects | None]]:
    """Ablate every head in turn, then every layer; yields the share that is done, and the effects at the end."""
    layers, heads = reading.attention.shape[:2]
    single = [head_ablations(layer, head, heads) for layer in range(layers) for head in range(heads)]
    ablations = (*single, *(head_ablations(layer, None, heads) for layer in range(layers)))
    winner = reading.following.candidates[0].id
    changes: list[float] = []
    position = len(reading.tokens) - 1
    for batch in lm.intervention_batches(reading.text, ablations, position, hidden=(0,), candidates=LISTED):
        changes += [math.log2(probability_of(winner, after) / reading.probability) for after in batch.next]
        yield len(changes) / len(ablations), None
    bits = np.array(changes)
    yield 1.0, Effects(bits[: len(single)].reshape(layers, heads), bits[len(single) :])


def effect_notes(reading: Reading, subject: int, effects: Effects) -> tuple[Note, ...]:
    """What the heads do, against what their attention to position `subject` suggests."""
    weights = reading.attention[:, :, subject].astype(np.float64)
    strongest = _index(np.abs(effects.heads).argmax(), effects.heads)
    place = int((weights > weights[strongest]).sum()) + 1
    looked: Values = {"token": visible(reading.tokens[subject].text), "total": effects.heads.size}
    bits = float(effects.heads[strongest])
    notes: list[Note] = []
    if bits < -_UNMOVED:
        shown: Values = {"head": head_name(strongest), "weight": as_percent(float(weights[strongest]))}
        key = "note-strongest-looks" if place == 1 else "note-strongest"
        notes.append(Note(key, {**looked, **shown, "times": f"{2**-bits:.1f}", "place": place}))
    idle = (weights >= _LOOKS) & (np.abs(effects.heads) < _UNMOVED)
    if idle.any():
        staring = _index(np.where(idle, weights, 0).argmax(), weights)
        shown = {"head": head_name(staring), "weight": as_percent(float(weights[staring]))}
        change = f"{float(effects.heads[staring]):+.2f}"
        notes.append(Note("note-idle", {**looked, **shown, "bits": change, "count": int(idle.sum())}))
    unmoved = int((np.abs(effects.heads) < _UNMOVED).sum())
    correlation = rank_correlation(weights, np.abs(effects.heads)) or 0.0  # None: heads that are all alike
    notes.append(Note("note-correlation", {**looked, "correlation": f"{correlation:.2f}", "unmoved": unmoved}))
    layer = int(effects.layers.argmin())
    if effects.layers[layer] < -1:
        times = f"{2 ** abs(float(effects.layers[layer])):,.0f}"
        notes.append(Note("note-layer", {"layer": layer + 1, "times": times, "token": visible(reading.winner)}))
    return tuple(notes)


def _index(flat: np.intp | int, shaped: NDArray[np.float64]) -> Head:
    layer, head = divmod(int(flat), shaped.shape[1])
    return layer, head
