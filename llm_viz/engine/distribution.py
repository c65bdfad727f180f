"""From logits to the distribution over the next token, exact over the whole vocabulary, and the filters of sampling.

The filters are transformers' own logits processors, in the order in which its `generate` applies them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from transformers import LogitsProcessorList
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from llm_viz.base.errors import BadRequest
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.tokenizer import TextTokenizer

BIN_WIDTH = 0.05
MAX_TEMPERATURE = 5.0
_COLDEST = 1e-30
"""A lower temperature than this changes no probability any more, but its reciprocal leaves the numbers of float32."""


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

    def rank(self, token: int) -> int:
        """1 for the most probable token; tokens of equal logit share the better rank."""
        return int((self.logits > self.logits[token]).sum()) + 1


def read_out(logits: torch.Tensor) -> list[Readout]:
    """The readout of each row of logits (row, vocab); entropy by Shannon 1948, H = log Z - Σ p·logit."""
    logits = logits.float()
    best = logits.amax(-1, keepdim=True)
    weights = (logits - best).exp_()
    totals = weights.sum(-1)
    # A logit of -inf (a token the model rules out) has weight 0 and contributes nothing, not 0 · inf.
    finite = logits.clamp_min(torch.finfo(logits.dtype).min)
    expected_logits = (weights[:, None, :] @ finite[:, :, None])[:, 0, 0] / totals
    log_normalisers = best[:, 0] + totals.log()
    entropies = ((log_normalisers - expected_logits) / math.log(2)).clamp_min(0.0).tolist()
    return [Readout(*row) for row in zip(logits, log_normalisers, entropies, strict=True)]


def candidates(readout: Readout, tokenizer: TextTokenizer, pending: bytes, count: int) -> tuple[Candidate, ...]:
    """The `count` most probable tokens, best first, each as it reads after the unfinished bytes `pending`."""
    best = readout.logits.topk(min(count, readout.logits.shape[0]))
    return name_candidates(best.indices.tolist(), best.values, readout, tokenizer, pending)


def name_candidates(
    ids: list[int], logits: torch.Tensor, readout: Readout, tokenizer: TextTokenizer, pending: bytes
) -> tuple[Candidate, ...]:
    """The tokens `ids` as candidates, in this order.

    `logits` (candidate,) are theirs; `readout` is of the whole vocabulary, `pending` the unfinished bytes before them.
    """
    probabilities = (logits - readout.log_normaliser).exp().tolist()
    named = []
    for token, logit, probability in zip(ids, logits.tolist(), probabilities, strict=True):
        text, kind = tokenizer.candidate_text(pending, token)
        named.append(Candidate(token, text, kind, logit, probability))
    return tuple(named)


def distribution(readout: Readout, tokenizer: TextTokenizer, pending: bytes, count: int) -> Distribution:
    """The best `count` candidates one by one and all other tokens as a histogram of logits."""
    best = readout.logits.topk(min(count, readout.logits.shape[0]))
    rest = readout.logits.clone()
    rest[best.indices] = float("-inf")
    return Distribution(
        candidates=name_candidates(best.indices.tolist(), best.values, readout, tokenizer, pending),
        rest=_histogram(rest[rest.isfinite()].cpu().numpy()),
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


def _processors(sampling: Sampling) -> LogitsProcessorList:
    """The filters that `generate` would apply for these settings; none for greedy decoding."""
    chain = LogitsProcessorList()
    if sampling.temperature == 0:
        return chain
    if sampling.temperature != 1:
        chain.append(TemperatureLogitsWarper(max(float(sampling.temperature), _COLDEST)))
    if sampling.top_k > 0:
        chain.append(TopKLogitsWarper(sampling.top_k))
    if sampling.top_p < 1:
        chain.append(TopPLogitsWarper(sampling.top_p))
    if sampling.min_p > 0:
        chain.append(MinPLogitsWarper(sampling.min_p))
    return chain


def sampling_probabilities(logits: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """The probability (row, vocab) of sampling each token from logits (row, vocab); at temperature 0 the best has 1.

    The best logit is moved to 0 first, which changes no probability, so that no division by a temperature overflows.
    """
    if sampling.temperature == 0:
        return torch.zeros_like(logits).scatter_(-1, logits.argmax(-1, keepdim=True), 1.0)
    no_ids = torch.empty((logits.shape[0], 0), dtype=torch.long, device=logits.device)  # these filters read logits only
    shifted = logits - logits.amax(-1, keepdim=True)
    filtered: torch.Tensor = _processors(sampling)(no_ids, shifted)  # type: ignore[arg-type] # LongTensor is a legacy type
    return filtered.softmax(-1)


def waiting_times(seed: int, step: int, count: int) -> Floats:
    """Random numbers (count,) of the exponential distribution, above 0, that depend on seed, step and count only.

    So a text can be continued from any step without replaying earlier draws.
    """
    times = np.random.Generator(np.random.PCG64((seed, step))).standard_exponential(count, dtype=np.float32)
    return np.maximum(times, np.finfo(np.float32).tiny)
