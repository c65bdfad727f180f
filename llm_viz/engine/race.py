"""Drawing a token by its probability, from few random numbers that belong to a seed and a step.

Every token has a random arrival time, exponential with its probability as the rate; the first one is drawn. (The
Gumbel-max trick, Maddison et al. 2014, arXiv:1411.0030, and how `torch.multinomial` draws.) Unlike the inversion of a
cumulative sum, no improbable token has neighbours within rounding.

Exponential times add up in their rates: the first of a group arrives like one runner with the rate of all. So groups
race first and then the tokens of the group that won, with the same chances as if all tokens had raced: about a thousand
random numbers instead of one for every token of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.vocabulary_groups import VocabularyGroups


@dataclass(frozen=True)
class Drawn:
    """What each row drew: the token's id, its weight and the logarithm of how far it was ahead of others; each (row,).

    The logarithm of a rate moves by as much as the logits (over the temperature) do.
    """

    ids: torch.Tensor
    weights: torch.Tensor
    ahead: torch.Tensor


def waiting_times(seed: int, step: int, count: int) -> Floats:
    """Random numbers (count,) of the exponential distribution, above 0, that depend on seed, step and count only.

    So a text can be continued from any step without replaying earlier draws.
    """
    times = np.random.Generator(np.random.PCG64((seed, step))).standard_exponential(count, dtype=np.float32)
    return np.maximum(times, np.finfo(np.float32).tiny)


def waits_of(seeds_and_steps: Sequence[tuple[int, int]], groups: VocabularyGroups) -> torch.Tensor:
    """The waiting times (row, group + member) for one draw of each row."""
    count = groups.count + groups.largest
    return torch.from_numpy(np.stack([waiting_times(seed, step, count) for seed, step in seeds_and_steps]))


def draw(weights: torch.Tensor, groups: VocabularyGroups, waits: torch.Tensor) -> Drawn:
    """One token of each row, from weights (row, vocab) of any sum."""
    for_groups, for_members = waits[:, : groups.count], waits[:, groups.count :]
    sums = groups.sums(weights)
    group, ahead = _first(sums / sums.sum(-1, keepdim=True), for_groups)
    members = groups.members(group)
    rates = weights.gather(1, members.clamp_min(0)).masked_fill(members < 0, 0)
    return _member(rates, members, for_members, ahead)


def draw_of_few(weights: torch.Tensor, ids: torch.Tensor, groups: VocabularyGroups, waits: torch.Tensor) -> Drawn:
    """The same where all tokens but `ids` (row, token), with these weights (row, token), have weight 0."""
    for_groups, for_members = waits[:, : groups.count], waits[:, groups.count :]
    group_of, member = groups.places(ids)
    wide = weights.to(sum_type(weights))  # the order of summation is open on a GPU; here it is far below the rounding
    sums = wide.new_zeros((len(weights), groups.count)).scatter_add_(1, group_of, wide)
    group, ahead = _first((sums / sums.sum(-1, keepdim=True)).to(weights.dtype), for_groups)
    rates = weights.masked_fill(group_of != group[:, None], 0)
    return _member(rates, ids, for_members.gather(1, member), ahead)


def sum_type(values: torch.Tensor) -> torch.dtype:
    """What many values are added up in: float64 where the device has it."""
    return values.dtype if values.device.type == "mps" else torch.float64


def _member(rates: torch.Tensor, ids: torch.Tensor, waits: torch.Tensor, group_ahead: torch.Tensor) -> Drawn:
    """The first of the tokens `ids` (row, token), whose rates are 0 outside the group that won."""
    largest = rates.amax(-1, keepdim=True)
    first, ahead = _first(rates / largest, waits)
    chosen = first[:, None]
    return Drawn(ids.gather(1, chosen)[:, 0], rates.gather(1, chosen)[:, 0], torch.minimum(group_ahead, ahead))


def _first(rates: torch.Tensor, waits: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Which runner of each row arrives first (row,), by rates of at most 1 (row, runner), and the logarithm of how far
    it is ahead of the second.
    """
    speeds = rates / waits
    if speeds.shape[1] == 1:
        return speeds.argmax(-1), torch.full_like(speeds[:, 0], torch.inf)
    first = speeds.topk(2)
    return first.indices[:, 0], (first.values[:, 0] / first.values[:, 1]).log()
