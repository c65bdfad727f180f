"""From logits to the distribution over the next token, exact over the whole vocabulary."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import torch

from llm_viz.base.errors import BadRequest
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram
from llm_viz.engine.tokenizer import TextTokenizer

BIN_WIDTH = 0.05
MAX_TEMPERATURE = 5.0
_LOGITS_AT_ONCE = 2**20
"""So many logits, and what is computed from them, stay in a processor's cache. More would be moved to and from memory
in every operation: for 40 rows of 262,144 logits that took 15 times as long."""


class Scored(NamedTuple):
    """A token with its logit and its probability over the whole vocabulary."""

    id: int
    logit: float
    probability: float


@dataclass(frozen=True)
class Readout:
    """The logits (vocab,) of one position in float32, the log of their softmax's denominator, and the entropy."""

    logits: torch.Tensor
    log_normaliser: torch.Tensor
    entropy_bits: float

    @property
    def log_probabilities(self) -> torch.Tensor:
        """The natural logarithm of each probability (vocab,)."""
        return self.logits - self.log_normaliser

    def on_host(self) -> Readout:
        """Itself in the computer's memory: brought there once, instead of each number that is asked for."""
        return replace(self, logits=self.logits.cpu(), log_normaliser=self.log_normaliser.cpu())

    def rank(self, token: int) -> int:
        """1 for the most probable token; tokens of equal logit share the better rank."""
        return int((self.logits > self.logits[token]).sum()) + 1

    def best(self, count: int) -> list[Scored]:
        """The `count` most probable tokens, best first."""
        return self.scored(self.logits.topk(min(count, self.logits.shape[0])).indices)

    def scored(self, ids: torch.Tensor) -> list[Scored]:
        """The tokens `ids` (token,), in this order."""
        logits = self.logits[ids]
        columns = (ids, logits, (logits - self.log_normaliser).exp())
        return [Scored(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


@dataclass(frozen=True)
class Spread:
    """How a few rows of logits are spread: `shifted` (row, vocab) are the logits less the best (row, 1).

    `log_normaliser` and `entropy_bits` are (row,); entropy by Shannon 1948, H = log Z - Σ p·logit.
    """

    shifted: torch.Tensor
    log_normaliser: torch.Tensor
    entropy_bits: torch.Tensor


def spread(logits: torch.Tensor) -> Spread:
    """Of logits (row, vocab) in float32."""
    best = logits.amax(-1, keepdim=True)
    # A logit of -inf (a token the model rules out) has weight 0 and contributes nothing, not 0 · inf.
    shifted = (logits - best).clamp_min_(torch.finfo(logits.dtype).min)
    weights = shifted.exp()
    totals = weights.sum(-1)
    expected = weights.mul_(shifted).sum(-1) / totals  # in pairs; a matrix product adds one by one, and loses digits
    entropy = ((totals.log() - expected) / math.log(2)).clamp_min(0.0)
    return Spread(shifted, best[:, 0] + totals.log(), entropy)


def rows_at_once(logits: torch.Tensor) -> Iterator[slice]:
    """The rows of logits (row, vocab) in parts that a processor's cache holds; on other devices all at once."""
    count = max(1, _LOGITS_AT_ONCE // logits.shape[1]) if logits.device.type == "cpu" else len(logits)
    for start in range(0, len(logits), count):
        yield slice(start, start + count)


def read_out(logits: torch.Tensor) -> list[Readout]:
    """The readout of each row of logits (row, vocab)."""
    logits = logits.float()
    spreads = [spread(logits[rows]) for rows in rows_at_once(logits)]
    log_normalisers = torch.cat([part.log_normaliser for part in spreads])
    entropies = torch.cat([part.entropy_bits for part in spreads]).tolist()
    return [Readout(*row) for row in zip(logits, log_normalisers, entropies, strict=True)]


def candidates(readout: Readout, tokenizer: TextTokenizer, pending: bytes, count: int) -> tuple[Candidate, ...]:
    """The `count` most probable tokens, best first, each as it reads after the unfinished bytes `pending`."""
    return name_candidates(readout.best(count), tokenizer, pending)


def name_candidates(scored: Iterable[Scored], tokenizer: TextTokenizer, pending: bytes) -> tuple[Candidate, ...]:
    """The tokens as candidates, in this order; `pending` are the unfinished bytes before them."""
    named = []
    for token, logit, probability in scored:
        text, kind = tokenizer.candidate_text(pending, token)
        named.append(Candidate(token, text, kind, logit, probability))
    return tuple(named)


def distribution(readout: Readout, tokenizer: TextTokenizer, pending: bytes, count: int) -> Distribution:
    """The best `count` candidates one by one and all other tokens as a histogram of logits."""
    readout = readout.on_host()
    best = readout.best(count)
    rest = readout.logits.clone()
    rest[[token.id for token in best]] = float("-inf")
    return Distribution(
        candidates=name_candidates(best, tokenizer, pending),
        rest=_histogram(rest[rest.isfinite()].numpy()),
        entropy_bits=readout.entropy_bits,
        log_normaliser=float(readout.log_normaliser),
        vocabulary_size=readout.logits.shape[0],
    )


def _histogram(logits: np.ndarray) -> LogitHistogram:
    """Of finite logits (n,) in any order."""
    if logits.size == 0:
        return LogitHistogram(np.zeros(0, np.int64), np.zeros(0, np.float32), BIN_WIDTH)
    bins = ((logits.max() - logits) / BIN_WIDTH).astype(np.int64)
    counts = np.bincount(bins)
    sums = np.bincount(bins, weights=logits)
    used = counts > 0
    return LogitHistogram(counts[used], (sums[used] / counts[used]).astype(np.float32), BIN_WIDTH)


def check_sampling(sampling: Sampling) -> None:
    """Refuse settings outside their range with `BadRequest`."""
    limits: dict[str, tuple[float, float]] = {
        "temperature": (0.0, MAX_TEMPERATURE),
        "top_k": (0, 1_000_000),
        "top_p": (0.0, 1.0),
        "min_p": (0.0, 1.0),
        "seed": (0, 2**31 - 1),
    }
    for name, (low, high) in limits.items():
        value = getattr(sampling, name)
        if not low <= value <= high:  # false for NaN too
            raise BadRequest(name=name, value=str(value), allowed=f"{low:g} – {high:g}")
