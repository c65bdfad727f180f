"""The next token of many texts at once, from the logits of one batch.

A text must not depend on who else is being served, but rounding does: the same logits come out of a batch and of a
pass of one text about 1e-5 apart. So a choice that such a difference could turn is marked `doubtful`, and the decoder
makes it anew from a pass of that text alone, in which the same text always has the same logits. The margins are far
above rounding, so that a text goes through the same passes in any company.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from llm_viz.engine.distribution import Readout, read_out, sampling_probabilities, waiting_times
from llm_viz.engine.protocol.generation import Sampling

LOGIT_MARGIN = 5e-4
"""Logits closer than this may change places in another batch; in float32 they differ by up to 7e-5 between batches."""
MASS_MARGIN = 2e-5
"""Likewise for sums of probabilities, which differ by up to 3e-6."""
_COLD = 0.05
"""Below this temperature all but the best token may have probability 0 in float32, however close the logits are."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How one row chooses: its settings and which of its random numbers it uses."""

    sampling: Sampling
    seed: int
    step: int


@dataclass(frozen=True)
class Choice:
    """The token that one row chose, its probability after the filters, and the distribution it was chosen from.

    `best` are the ids of the most probable tokens, best first. `rank` is 1 for the most probable token.
    """

    token: int
    probability: float
    rank: int
    best: tuple[int, ...]
    readout: Readout
    doubtful: bool

    @property
    def surprisal_bits(self) -> float:
        """−log2 of the raw probability of the token."""
        return -float(self.readout.log_probabilities[self.token]) / math.log(2)


def choose(logits: torch.Tensor, draws: Sequence[Draw], top: int) -> list[Choice]:
    """One choice for each row of logits (row, vocab) in float32, with its `top` best tokens."""
    readouts = read_out(logits)
    best = logits.topk(min(max(top, 2), logits.shape[1]))
    chosen = _choose_tokens(logits, best.values, draws)
    tokens = torch.tensor([token for token, _, _ in chosen], device=logits.device)
    ranks = ((logits > logits.gather(1, tokens[:, None])).sum(-1) + 1).tolist()
    ids = best.indices[:, :top].tolist()
    return [
        Choice(token, probability, rank, tuple(row), readout, doubtful)
        for (token, probability, doubtful), rank, row, readout in zip(chosen, ranks, ids, readouts, strict=True)
    ]


def _choose_tokens(logits: torch.Tensor, best: torch.Tensor, draws: Sequence[Draw]) -> list[tuple[int, float, bool]]:
    """Token, its probability after the filters and whether it is doubtful, for each row; `best` (row, ≥ 2) are the
    largest logits.
    """
    chosen: dict[int, tuple[int, float, bool]] = {}
    for sampling, rows in _by_sampling(draws).items():
        close = (best[rows, 0] - best[rows, 1]) < LOGIT_MARGIN
        if sampling.temperature == 0:
            drawn, shares, unclear = logits[rows].argmax(-1), torch.ones(len(rows)), close
        else:
            probabilities = sampling_probabilities(logits[rows], sampling)
            drawn, ahead = _race(probabilities, [draws[row] for row in rows])
            shares = probabilities.gather(1, drawn[:, None])[:, 0]
            unclear = _unclear_filters(logits[rows], probabilities, sampling)
            unclear |= ahead * sampling.temperature < LOGIT_MARGIN
            if sampling.temperature < _COLD:
                unclear |= close
        chosen |= dict(zip(rows, zip(drawn.tolist(), shares.tolist(), unclear.tolist(), strict=True), strict=True))
    return [chosen[row] for row in range(len(draws))]


def _by_sampling(draws: Sequence[Draw]) -> dict[Sampling, list[int]]:
    """The rows of each kind of settings; filters do not depend on the seed."""
    rows: dict[Sampling, list[int]] = defaultdict(list)
    for row, draw in enumerate(draws):
        settings = draw.sampling
        rows[Sampling(settings.temperature, settings.top_k, settings.top_p, settings.min_p)].append(row)
    return rows


def _race(probabilities: torch.Tensor, draws: Sequence[Draw]) -> tuple[torch.Tensor, torch.Tensor]:
    """The token (row,) that each row draws from probabilities (row, vocab), and the logarithm (row,) of how far it was
    ahead.

    Every token has a random arrival time, exponential with its probability as the rate; the first one is drawn. (The
    Gumbel-max trick, Maddison et al. 2014, arXiv:1411.0030, and how `torch.multinomial` draws.) Unlike the inversion of
    a cumulative sum, no improbable token has neighbours within rounding.
    """
    waits = torch.from_numpy(np.stack([waiting_times(draw.seed, draw.step, probabilities.shape[1]) for draw in draws]))
    first = (probabilities / waits.to(probabilities.device)).topk(2)
    return first.indices[:, 0], (first.values[:, 0] / first.values[:, 1]).log()


def _unclear_filters(logits: torch.Tensor, probabilities: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """Whether (row,) rounding could change which tokens the filters keep of logits (row, vocab).

    Only tokens beside the cut matter: the least probable kept one and the most probable one that was cut.
    """
    if sampling.top_k == 0 and sampling.top_p >= 1 and sampling.min_p == 0:
        return torch.zeros(len(logits), dtype=torch.bool, device=logits.device)
    kept = probabilities > 0
    last = logits.masked_fill(~kept, math.inf).amin(-1)
    first_cut = logits.masked_fill(kept, -math.inf).amax(-1)
    unclear = (last - first_cut) < LOGIT_MARGIN
    if sampling.top_p < 1:
        mass = sampling_probabilities(logits, Sampling(sampling.temperature, sampling.top_k))
        held = (mass * kept).sum(-1)
        least = mass.gather(1, logits.masked_fill(~kept, math.inf).argmin(-1, keepdim=True))[:, 0]
        unclear |= ((held - sampling.top_p).abs() < MASS_MARGIN) | ((held - least - sampling.top_p).abs() < MASS_MARGIN)
    if sampling.min_p > 0:
        line = logits.amax(-1) + sampling.temperature * math.log(sampling.min_p)
        unclear |= ((last - line).abs() < LOGIT_MARGIN) | ((first_cut - line).abs() < LOGIT_MARGIN)
    return unclear
