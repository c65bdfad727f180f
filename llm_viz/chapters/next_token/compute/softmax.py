"""The softmax p = e^z / Z of logits z, checked and written out."""

from __future__ import annotations

import math

import numpy as np

from llm_viz.base.numbers import scientific
from llm_viz.engine.protocol.tokens import Distribution


def normaliser_error(distribution: Distribution) -> float:
    """Check of the softmax's denominator: how much less (0.01 = 1 %) the sum of e^logit is when it is added up again
    from the listed candidates and the histogram of all others. At most `histogram_error`, but for rounding.
    """
    listed = np.array([candidate.logit for candidate in distribution.candidates], np.float64)
    sum_listed = np.exp(listed - distribution.log_normaliser).sum()
    rest = distribution.rest
    sum_rest = (rest.counts * np.exp(rest.mean_logits.astype(np.float64) - distribution.log_normaliser)).sum()
    return float(1.0 - (sum_listed + sum_rest))


def histogram_error(distribution: Distribution) -> float:
    """The most that `normaliser_error` can be at temperature 1 (Hoeffding's lemma, see `LogitHistogram`)."""
    return 1.0 - math.exp(-(distribution.rest.bin_width**2) / 8.0)


def exponential(natural_log: float, decimals: int = 2) -> tuple[str, int]:
    """e^x for any x, as `scientific` would write it; nothing overflows."""
    whole = math.floor(natural_log / math.log(10))
    mantissa, carried = scientific(math.exp(natural_log - whole * math.log(10)), decimals)
    return mantissa, whole + carried
