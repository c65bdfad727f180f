"""Attention summed up by rollout, what averages hide, and what a written text looked at. Words as in `attention.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llm_viz.base.numbers import percent
from llm_viz.chapters.attention.compute.attention_links import label, sinks, striking_look
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.notes import Note

MAX_WRITTEN = 20
"""Tokens that the model may add to the text."""
_SMALLEST_REST = 0.01
"""Where less is left beside the sinks, enlarging it would show noise."""


@dataclass(frozen=True, slots=True)
class WrittenLook:
    """What one written token was chosen from: the attention of the token before it, averaged over all heads.

    `seen` are the tokens looked at most, each with its share of what does not go to the sinks.
    """

    token: Token
    looking: Token
    seen: tuple[tuple[Token, float], ...]


def rollout(weights: Floats) -> Floats:
    """Attention rollout (Abnar & Zuidema 2020): (layers, heads, queries, keys) → (layers, queries, keys).

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


def write_on(lm: Model, text: str, count: int) -> tuple[int, ...]:
    """The ids of up to `count` tokens that the model adds to the text, always taking the most probable one.

    Raises what `Engine.generate` raises, `NotCausal` among it.
    """
    return tuple(step.chosen.id for step in lm.generate(text, max_new_tokens=count, top=1))


def written_looks(tokens: Sequence[Token], weights: Floats, start: int, most: int = 3) -> tuple[WrittenLook, ...]:
    """For each token from position `start` on: what the model looked at when it chose it."""
    seen_by = weights.mean((0, 1))
    candidates = [position for position in range(len(tokens)) if position not in sinks(tokens)]
    looks = []
    for position in range(max(1, start), len(tokens)):
        row = seen_by[position - 1]
        rest = sum(float(row[key]) for key in candidates)
        best = sorted(candidates, key=lambda key: -float(row[key]))[:most] if rest >= _SMALLEST_REST else []
        seen = tuple((tokens[key], float(row[key]) / rest) for key in best if row[key] > 0)
        looks.append(WrittenLook(tokens[position], tokens[position - 1], seen))
    return tuple(looks)


def overview_notes(tokens: Sequence[Token], weights: Floats, flows: Floats) -> list[Note]:
    """What the averages hide in this text, in numbers."""
    notes = []
    look = striking_look(tokens, weights)
    if look is not None:
        average = float(weights[:, :, look.query, look.key].mean())
        if look.weight >= 0.3 and average <= look.weight / 3:
            said = {"layer": look.layer + 1, "head": look.head + 1}
            links = {"looking": label(tokens[look.query]), "seen": label(tokens[look.key])}
            notes.append(
                Note("note-average", {**said, **links, "weight": percent(look.weight), "average": percent(average)})
            )
    if len(tokens) > 1:
        direct, mixed = float(weights[-1, :, -1, 0].mean()), float(flows[-1, -1, 0])
        if mixed >= 0.5 and mixed - direct >= 0.1:
            shares = {"rollout": percent(mixed), "direct": percent(direct)}
            notes.append(Note("note-rollout", {"token": label(tokens[0]), "last": label(tokens[-1]), **shares}))
    return notes
