"""Scores of next tokens, divided exactly among the parts of a model (direct logit attribution, see `protocol`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import torch

from llm_viz.engine.attempt import Impossible
from llm_viz.engine.attention import HeadOutputs
from llm_viz.engine.direct_path import DirectPath, PartKind, Passage

# How far the sum of the shares may be from the score: rounding, as a part of all that is added up.
_ROUNDING = {torch.float32: 1e-4}
_COARSE_ROUNDING = 2e-2
_GRADIENT_BYTES = 64 * 2**20
"""Gradients that are computed at once; of at least one target."""


@dataclass(frozen=True)
class Places:
    """Where scores are divided: `rows` and `positions` (place,), all different, and whose at each place: `ids` (place,
    target).

    `kept` (place,): where the position is among those whose attention weights were kept. `against` (place,) are the ids
    of the tokens that they are compared with; −1: with the mean logit of the vocabulary.
    """

    rows: list[int]
    positions: list[int]
    kept: list[int]
    ids: torch.Tensor
    against: torch.Tensor

    def of(self, states: torch.Tensor) -> torch.Tensor:
        """Of (row, pos, …): (place, …)."""
        return states[self.rows, self.positions]


@dataclass(frozen=True)
class Shares:
    """What `ScoreShares` has: each tensor has the axes named there after (place, …), `baseline` (place,)."""

    score: torch.Tensor
    baseline: torch.Tensor
    embedding: torch.Tensor
    positional: torch.Tensor
    attention: torch.Tensor
    mixer: torch.Tensor
    mlp: torch.Tensor
    rest: torch.Tensor


def divide(
    path: DirectPath, passage: Passage, heads: Mapping[int, HeadOutputs], last: torch.Tensor, places: Places
) -> Shares:
    """The shares of the scores at these places.

    `passage` and `heads` (by layer) are what one pass has left, `last` (row, pos, d_model) is the stream after its last
    block. `Impossible` if the shares do not add up to the scores.
    """
    if passage.embedding is None or passage.entry is None:
        raise Impossible
    states = last
    for step in path.modules.last_steps:
        states = step(states)
    state = places.of(states).float()
    baselines, baseline_constants = _baselines(path, places)
    directions, constants = path.directions(places.ids)
    constants = constants - baseline_constants[:, None]
    linear = ((directions - baselines[:, None]) * state[:, None]).sum(-1)
    score = linear.detach() + constants

    given = [passage.embedding, passage.entry, *(part.given for part in passage.parts)]
    given += [constant.added for constant in passage.constants]
    length = last.shape[1]
    leaves = [_Leaf(tensor, partial(_by_token, length)) for tensor in given]
    leaves += [_Leaf(of_layer.outputs, of_layer.by_token) for of_layer in heads.values()]
    gradients = _gradients(linear, leaves, places)
    share = partial(_share, gradients, places, length)
    embedding, entry = share(passage.embedding), share(passage.entry)
    biases, early_biases = torch.zeros_like(score), torch.zeros_like(score)
    for constant in passage.constants:
        bias = gradients[id(constant.added)] @ constant.bias.float()
        biases += bias
        early_biases += bias if constant.early else 0
    layers = len(path.modules.blocks)
    blocks: dict[PartKind, torch.Tensor] = {kind: score.new_zeros(*score.shape, layers) for kind in ("mixer", "mlp")}
    for part in passage.parts:
        blocks[part.kind][..., part.layer] += share(part.given)
    attention = _of_attention(gradients, heads, places, layers, length)
    positional = entry - embedding - early_biases

    rest = biases + constants
    together = torch.cat([torch.stack([entry, rest - early_biases], -1), attention.flatten(2), *blocks.values()], -1)
    rounding = score - together.sum(-1)
    # Written so that what is no number is refused, too.
    if not bool((rounding.abs() <= _ROUNDING.get(last.dtype, _COARSE_ROUNDING) * (1 + together.abs().sum(-1))).all()):
        raise Impossible
    return Shares(
        score=score,
        baseline=(baselines * state.detach()).sum(-1) + baseline_constants,
        embedding=embedding,
        positional=positional,
        attention=attention,
        mixer=blocks["mixer"],
        mlp=blocks["mlp"],
        rest=rest + rounding,
    )


def _baselines(path: DirectPath, places: Places) -> tuple[torch.Tensor, torch.Tensor]:
    """What gives the logit that each place's scores are compared with: (place, d_model) and (place,)."""
    mean, mean_constant = path.mean_direction
    named, constant = path.directions(places.against.clamp_min(0))
    compared = places.against >= 0
    return torch.where(compared[:, None], named, mean), torch.where(compared, constant, mean_constant)


@dataclass(frozen=True)
class _Leaf:
    """Something that the scores are linear in, and how it is laid out by token, (row, pos, …)."""

    tensor: torch.Tensor
    by_token: Callable[[torch.Tensor], torch.Tensor]


def _by_token(length: int, states: torch.Tensor) -> torch.Tensor:
    """(row, pos, d_model), of states whose first two axes may be one."""
    return states.reshape(-1, length, states.shape[-1])


def _gradients(scores: torch.Tensor, leaves: Sequence[_Leaf], places: Places) -> dict[int, torch.Tensor]:
    """Of scores (place, target), by the leaf's tensor: (place, target, …) in float32.

    A token's stream is its own on the straight way: the gradient of the sum of all places' scores is, at each place,
    that of its own score.
    """
    tensors = [leaf.tensor for leaf in leaves]
    size = sum(tensor.numel() * tensor.element_size() for tensor in tensors)
    found: list[list[torch.Tensor]] = [[] for _ in leaves]
    at_once = max(1, _GRADIENT_BYTES // size)
    for start in range(0, scores.shape[1], at_once):
        some = scores[:, start : start + at_once].sum(0)  # (target,)
        gradients = torch.autograd.grad(
            some, tensors, torch.eye(len(some), device=some.device), retain_graph=True, allow_unused=True,
            is_grads_batched=True,
        )  # fmt: skip
        for kept, leaf, gradient in zip(found, leaves, gradients, strict=True):
            by_target = leaf.tensor.new_zeros(len(some), *leaf.tensor.shape) if gradient is None else gradient
            kept += [places.of(leaf.by_token(of_target)).float() for of_target in by_target]
    return {id(leaf.tensor): torch.stack(kept, 1) for leaf, kept in zip(leaves, found, strict=True)}


def _share(gradients: Mapping[int, torch.Tensor], places: Places, length: int, state: torch.Tensor) -> torch.Tensor:
    """The share (place, target) of what is a leaf's tensor."""
    given = places.of(_by_token(length, state.detach())).float()
    return (gradients[id(state)] @ given[..., None])[..., 0]


def _of_attention(
    gradients: Mapping[int, torch.Tensor], heads: Mapping[int, HeadOutputs], places: Places, layers: int, length: int
) -> torch.Tensor:
    """(place, target, layer, head, src)."""
    found = {}
    for layer, given in heads.items():
        gradient = gradients[id(given.outputs)]  # (place, target, head, d_head)
        values = given.values.float()[places.rows]  # (place, head, src, d_head)
        weights = given.weights.float()[places.rows, :, places.kept]  # (place, head, src)
        brought = gradient.transpose(1, 2) @ values.transpose(2, 3)  # (place, head, target, src)
        found[layer] = (brought * weights[:, :, None]).transpose(1, 2)
    if not found:
        return torch.zeros(*places.ids.shape, layers, 0, length, device=places.ids.device)
    none = torch.zeros_like(next(iter(found.values())))
    return torch.stack([found.get(layer, none) for layer in range(layers)], 2)
