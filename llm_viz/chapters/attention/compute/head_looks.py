"""Who looks at whom, one head at a time: the heads whose look changes most of what comes next.

Of all heads those are taken in which the last token looks most strongly at one earlier token (not the first one, where
attention rests). Each of them then loses its look from the last token at all earlier tokens but the first, and what
comes next is read once more: so every look is shown with what it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from llm_viz.chapters.attention.compute.attention_links import sinks
from llm_viz.chapters.attention.compute.whole_text import read_text
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Candidate, Distribution, Token
from llm_viz.engine.protocol.tracing import AttentionKnockout, InterventionSet
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.compute.lanes import lanes_of

LANES = 12
"""Tokens that are drawn one by one; in a longer text some share a lane."""
MEASURED = 24
"""Heads whose look is taken away."""
SHOWN = 8
"""Of those, the ones that are shown."""
_READ = 200
"""Candidates among which the most probable token is looked for when a look is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadLook:
    """One head: `rows` (lane that looks, lane that is looked at), each row adding up to 1.

    A lane looks with its last token. `without`: the probability of the target when the last token has lost this look;
    None for a model that predicts nothing.
    """

    layer: int
    head: int
    rows: Floats
    without: float | None


@dataclass(frozen=True, slots=True, eq=False)
class HeadLooks:
    """The heads of a text, those that matter most first. `target` is the most probable next token, if there is one."""

    tokens: tuple[Token, ...]
    lanes: tuple[tuple[int, ...], ...]
    target: Candidate | None
    heads: tuple[HeadLook, ...]
    measured: int


def head_looks(lm: Model, text: str) -> HeadLooks:
    """Raises what `read_text` raises."""
    trace = read_text(lm, text)
    tokens, weights = trace.tokens, trace.attention_array()  # (layer, head, dest, src)
    lanes = lanes_of(len(tokens), LANES)
    last = len(tokens) - 1
    others = [position for position in range(last) if position not in sinks(tokens)]
    if not others:
        return HeadLooks(tokens, lanes, None, (), 0)
    strongest = weights[:, :, last, others].max(-1)
    order = np.argsort(-strongest, axis=None, kind="stable")[:MEASURED]
    places = [(int(layer), int(head)) for layer, head in zip(*np.unravel_index(order, strongest.shape), strict=True)]
    target = None if trace.next is None else trace.next.candidates[0]
    without = _without(lm, text, places, last, others, target)
    effects = [0.0 if target is None or rest is None else abs(target.probability - rest) for rest in without]
    shown = sorted(range(len(places)), key=lambda place: -effects[place])[:SHOWN]
    heads = tuple(HeadLook(*places[place], by_lane(weights[places[place]], lanes), without[place]) for place in shown)
    return HeadLooks(tokens, lanes, target, heads, len(places))


def _without(
    lm: Model, text: str, places: list[tuple[int, int]], last: int, others: list[int], target: Candidate | None
) -> list[float | None]:
    """The target's probability without each head's look, in one request to the model."""
    if target is None:
        return [None] * len(places)
    rows: list[InterventionSet] = [
        tuple(AttentionKnockout(last, source, (layer,), (head,)) for source in others) for layer, head in places
    ]
    found: list[float | None] = []
    for batch in lm.intervention_batches(text, tuple(rows), last, hidden=(lm.facts.layers,), candidates=_READ):
        found += [_probability(following, target) for following in batch.next]
    return found


def _probability(following: Distribution, target: Candidate) -> float:
    """Its probability; if it is not even among the best, less than the last of those, so 0 for what is shown."""
    chances = {candidate.id: candidate.probability for candidate in following.candidates}
    return chances.get(target.id, 0.0)


def by_lane(weights: Floats, lanes: tuple[tuple[int, ...], ...]) -> Floats:
    """Weights (…, dest, src) as (…, lane, lane): a lane looks with its last token, and is seen with all of them."""
    looking = weights[..., [lane[-1] for lane in lanes], :]
    return np.add.reduceat(looking, [lane[0] for lane in lanes], axis=-1)
