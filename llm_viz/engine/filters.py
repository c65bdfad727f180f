"""The filters of sampling, in the order in which transformers' `generate` applies them: temperature, top-k, top-p,
min-p.

Whatever they keep are the most probable tokens, so they are applied to a *head*: the most probable tokens, in order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.race import sum_type

HEAD = 1024
"""So many tokens are looked at first; few settings keep more."""
LOGIT_MARGIN = 5e-4
"""Logits closer than this may change places in another batch; in float32 they differ by up to 7e-5 between batches."""
MASS_MARGIN = 2e-5
"""Likewise for sums of probabilities, which differ by up to 3e-6."""
_COLDEST = 1e-30
"""A lower temperature than this changes no probability any more, but its reciprocal leaves the numbers of float32."""


@dataclass(frozen=True)
class Settings:
    """Those of each row, as columns (row, 1)."""

    temperature: torch.Tensor
    top_k: torch.Tensor
    top_p: torch.Tensor
    min_p: torch.Tensor

    @property
    def columns(self) -> tuple[torch.Tensor, ...]:
        """All of them, in the order of the fields."""
        return self.temperature, self.top_k, self.top_p, self.min_p


@dataclass(frozen=True)
class Kept:
    """The head of each row: ids, logits and weights after the filters, 0 for what they cut, all (row, token).

    `total` (row,) is the sum of the weights. `whole` (row,): whether all that the filters keep is in the head.
    `unclear` (row,): whether rounding could change which tokens are kept.
    """

    ids: torch.Tensor
    logits: torch.Tensor
    weights: torch.Tensor
    total: torch.Tensor
    whole: torch.Tensor
    unclear: torch.Tensor


def is_close(best: torch.Tensor) -> bool:
    """Whether rounding could change the order of logits (row, token), largest first, of any row."""
    return bool(((best[:, :-1] - best[:, 1:]) < LOGIT_MARGIN).any())


def is_open(sampling: Sampling) -> bool:
    """Whether the settings keep every token."""
    return sampling.top_k == 0 and sampling.top_p >= 1 and sampling.min_p == 0


def settings_of(samplings: Sequence[Sampling], device: torch.device) -> Settings:
    """One row for each; a temperature of 0, which draws nothing, stands as 1."""
    columns = torch.tensor(
        [
            (
                max(sampling.temperature or 1.0, _COLDEST),
                sampling.top_k or math.inf,
                sampling.top_p if sampling.top_p < 1 else math.inf,
                sampling.min_p,
            )
            for sampling in samplings
        ]
    )
    return Settings(*columns.to(device)[:, :, None].unbind(1))


def weights_at(shifted: torch.Tensor, temperature: torch.Tensor) -> torch.Tensor:
    """The weight (row, token) of each token at temperatures (row, 1), from logits less the best one: that has 1.

    So no division by a temperature overflows.
    """
    return (shifted / temperature).exp_()


def keep(logits: torch.Tensor, settings: Settings, size: int) -> Kept:
    """Apply the filters to the `size` most probable tokens of logits (row, vocab)."""
    vocabulary = logits.shape[1]
    head = logits.topk(size) if size < vocabulary else logits.sort(descending=True)
    best = head.values[:, :1]
    shifted = head.values - best
    weights = weights_at(shifted, settings.temperature)
    number = torch.arange(size, device=logits.device)[None]

    # Tokens that equal the k-th stay too; of the logits themselves, since less the best one more of them are equal.
    kth = head.values.gather(1, settings.top_k.clamp(max=size).long() - 1)
    kept = torch.where(settings.top_k <= size, (head.values >= kth).sum(-1, keepdim=True), size)
    # Top-p needs the mass of all that top-k keeps, even if it keeps fewer itself.
    mass_is_known = (kept < size) | (settings.top_k >= vocabulary) | settings.top_p.isinf()
    everything = weights_at(logits - best, settings.temperature).sum(-1, keepdim=True)
    total = torch.where(
        settings.top_k <= size, weights.masked_fill(number >= kept, 0).sum(-1, keepdim=True), everything
    )
    shares = weights.to(sum_type(weights)) / total
    mass = shares.cumsum(-1)
    before = mass - shares
    kept = torch.minimum(kept, (before < settings.top_p).sum(-1, keepdim=True))
    kept = torch.minimum(kept, (weights >= settings.min_p).sum(-1, keepdim=True)).clamp_min(1)

    weights = weights.masked_fill(number >= kept, 0)
    return Kept(
        ids=head.indices,
        logits=head.values,
        weights=weights,
        total=weights.sum(-1),
        whole=((mass_is_known & (kept < size)) | (size == vocabulary))[:, 0],
        unclear=_unclear(shifted, mass, before, kept, settings),
    )


def _unclear(
    shifted: torch.Tensor, mass: torch.Tensor, before: torch.Tensor, kept: torch.Tensor, settings: Settings
) -> torch.Tensor:
    """Whether (row,) rounding could change how many tokens are kept (row, 1).

    Only tokens beside the cut matter: the last one kept and the first one cut. `mass` (row, token) is the probability
    of all tokens up to this one, `before` that of those before it.
    """
    last = shifted.gather(1, kept - 1)
    first_cut = shifted.gather(1, kept.clamp(max=shifted.shape[1] - 1))
    first_cut = torch.where(kept < shifted.shape[1], first_cut, -math.inf)
    line = settings.temperature * settings.min_p.log()
    unclear = (last - first_cut) < LOGIT_MARGIN
    for edge in (mass, before):
        unclear |= (edge.gather(1, kept - 1) - settings.top_p).abs() < MASS_MARGIN
    for edge in (last, first_cut):
        unclear |= (edge - line).abs() < LOGIT_MARGIN
    return unclear[:, 0]


def sampling_probabilities(logits: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """The probability (row, vocab) of sampling each token from logits (row, vocab); at temperature 0 the best has 1."""
    if sampling.temperature == 0:
        return torch.zeros_like(logits).scatter_(-1, logits.argmax(-1, keepdim=True), 1.0)
    settings = settings_of([sampling] * len(logits), logits.device)
    if is_open(sampling):
        weights = weights_at(logits - logits.amax(-1, keepdim=True), settings.temperature)
        return weights / weights.sum(-1, keepdim=True)
    kept = keep(logits, settings, logits.shape[1])
    return torch.zeros_like(logits).scatter_(1, kept.ids, kept.weights / kept.total[:, None])
