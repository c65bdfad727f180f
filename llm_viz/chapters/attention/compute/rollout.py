"""Attention summed up over layers by rollout, and what summing up hides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from llm_viz.base.numbers import as_percent
from llm_viz.chapters.attention.compute.attention_links import strongest_link
from llm_viz.chapters.attention.compute.note_values import link_values, token_label
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note


def rollout(weights: Floats) -> Floats:
    """Attention rollout (Abnar & Zuidema 2020, arXiv:2005.00928): (layer, head, dest, src) → (layer, dest, src).

    Entry [l, i, j] is how much of what stands at token i after layer l came from input token j, if a layer did nothing
    but mix: its heads' average A makes one half, the residual stream the other, so layer l multiplies by
    0.5·A + 0.5·I. Rows add up to 1.
    """
    identity = np.eye(weights.shape[-1], dtype=np.float32)
    flow, flows = identity, []
    for average in weights.mean(1):
        flow = (0.5 * average + 0.5 * identity) @ flow
        flows.append(flow)
    return np.stack(flows)


def averaging_notes(tokens: Sequence[Token], weights: Floats, flows: Floats) -> list[Note]:
    """What averages hide in this text, in numbers: `weights` (layer, head, dest, src), `flows` their rollout."""
    notes = []
    link = strongest_link(tokens, weights)
    if link is not None:
        average = float(weights[:, :, link.destination, link.source].mean())
        if link.weight >= 0.3 and average <= link.weight / 3:
            destination, source = token_label(tokens[link.destination]), token_label(tokens[link.source])
            values = link_values(link.layer, link.head, destination, source)
            notes.append(
                Note("note-average", {**values, "weight": as_percent(link.weight), "average": as_percent(average)})
            )
    if len(tokens) > 1:
        direct, mixed = float(weights[-1, :, -1, 0].mean()), float(flows[-1, -1, 0])
        if mixed >= 0.5 and mixed - direct >= 0.1:
            shares = {"rollout": as_percent(mixed), "direct": as_percent(direct)}
            ends = {"token": token_label(tokens[0]), "last": token_label(tokens[-1])}
            notes.append(Note("note-rollout", {**ends, **shares}))
    return notes
