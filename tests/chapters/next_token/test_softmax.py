"""The softmax checked and written out, on made-up numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.chapters.next_token.compute.softmax import exponential, normaliser_error
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram


def test_normaliser_is_recovered_from_candidates_and_histogram() -> None:
    rest = LogitHistogram(np.array([30, 20]), np.array([-2.0, -3.0], np.float32), 0.05)
    total = math.exp(1.0) + math.exp(0.5) + 30 * math.exp(-2.0) + 20 * math.exp(-3.0)
    best = tuple(Candidate(id, "x", "text", logit, math.exp(logit) / total) for id, logit in ((0, 1.0), (1, 0.5)))
    known = Distribution(best, rest, 3.0, math.log(total), 52)
    assert normaliser_error(known) == pytest.approx(0.0, abs=1e-6)
    wrong = Distribution(best, rest, 3.0, math.log(2 * total), 52)
    assert normaliser_error(wrong) == pytest.approx(0.5, abs=1e-6)


@given(st.floats(-5000, 5000))
def test_powers_are_readable_at_any_size(natural_log: float) -> None:
    mantissa, exponent = exponential(natural_log)
    assert 1 <= float(mantissa) < 10
    assert math.log(float(mantissa)) + exponent * math.log(10) == pytest.approx(natural_log, abs=5.1e-3)
    precise, exponent = exponential(natural_log, decimals=9)
    assert math.log(float(precise)) + exponent * math.log(10) == pytest.approx(natural_log, abs=1e-3)
