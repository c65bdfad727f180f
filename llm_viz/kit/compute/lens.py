"""What each layer would have predicted (logit lens; nostalgebraist 2020): since when the winner is first, and what was
first before.
"""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.predictions import settled_layer

_FAR = 10  # above this rank the winner counts as far off
_DOUBT = 1.25  # how many times as probable as at the last layer the winner must have been before


def lens_notes(lens: Sequence[LensReading], last_read: Token) -> tuple[Note, ...]:
    """What the readings of all layers, from the embedding (0) to the last, show.

    `last_read` is the token at whose position they were taken. The winner is the first candidate of the last layer.
    """
    last = len(lens) - 1
    settled = settled_layer(lens)
    winner = {"token": visible(lens[last].candidates[0].text)}
    notes = [
        Note("note-lens-settled", {**winner, "layer": settled, "last": last})
        if settled < last
        else Note("note-lens-last", {**winner, "last": last})
    ]
    if settled > 0:
        rival = lens[settled - 1].candidates[0]
        values: Values = {"rival": visible(rival.text), "probability": as_percent(rival.probability)}
        notes.append(Note("note-lens-rival", {**values, "layer": settled - 1}))
    half = last // 2
    if lens[half].winner_rank > _FAR:
        notes.append(Note("note-lens-far", {**winner, "layer": half, "last": last, "rank": lens[half].winner_rank}))
    surest = max(range(len(lens)), key=lambda layer: lens[layer].winner_probability)
    before, after = lens[surest].winner_probability, lens[last].winner_probability
    if before >= _DOUBT * after:
        shares = {"before": as_percent(before), "after": as_percent(after)}
        notes.append(Note("note-lens-doubt", {**winner, **shares, "layer": surest}))
    if lens[0].candidates[0].id == last_read.id:
        notes.append(Note("note-lens-echo", {"read": visible(last_read.text)}))
    return tuple(notes)
