"""What the heat map sends to the browser: small enough, and close enough to the true weights."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest

from llm_viz.chapters.attention.parts.heatmap import FULL, quantised
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.payload import packed


def attention_like(length: int, *, causal: bool) -> Floats:
    """Rows that add up to 1, most of it on the first token, as models have them."""
    scores = np.random.default_rng(0).normal(size=(3, 4, length, length), scale=3)
    scores[..., 0] += 8
    if causal:
        scores[..., ~np.tri(length, dtype=bool)] = -np.inf
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return (weights / weights.sum(-1, keepdims=True)).astype(np.float32)


def unpacked(numbers: np.ndarray, length: int, *, causal: bool) -> Floats:
    """The inverse, as `heatmap_weights.js` indexes it."""
    if not causal:
        return (numbers / FULL).reshape(3, 4, length, length).astype(np.float32)
    weights = np.zeros((3, 4, length, length), np.float32)
    rows = numbers.reshape(3, 4, length * (length + 1) // 2) / FULL
    for query in range(length):
        start = query * (query + 1) // 2
        weights[:, :, query, : query + 1] = rows[:, :, start : start + query + 1]
    return weights


@pytest.mark.parametrize("causal", [True, False])
def test_rounding_changes_no_weight_by_more_than_a_131070th(causal: bool) -> None:
    weights = attention_like(17, causal=causal)
    restored = unpacked(quantised(weights, causal=causal), 17, causal=causal)
    # float32 itself adds an error of this size near 1
    assert np.abs(restored - weights).max() <= 1 / 131070 + 1e-7


def test_hiding_the_first_token_enlarges_the_error_to_at_most_a_tenth_of_a_percent() -> None:
    weights = attention_like(40, causal=True)
    restored = unpacked(quantised(weights, causal=True), 40, causal=True)
    enough = (1 - weights[..., 0]) >= 0.01  # the picture shows no row with less left
    true, shown = (each[..., 1:] / np.maximum(1 - each[..., :1], 1e-9) for each in (weights, restored))
    assert enough.sum() > 100
    assert np.abs(shown - true)[enough].max() <= 0.001 * 1.6


def test_the_lower_triangle_of_128_tokens_in_smollm2_takes_less_than_five_megabytes() -> None:
    weights = np.zeros((30, 9 + 1, 128, 128), np.float32)  # every head, and the rollout
    assert len(packed({"tokens": ["x" * 200] * 128}, quantised(weights, causal=True))) <= 5_000_000


def test_the_message_can_be_taken_apart_again() -> None:
    header = {"tokens": ["</script>", "日本", "\u2028"]}
    message = packed(header, np.array([1, FULL], np.uint16))
    (length,) = struct.unpack("<I", message[:4])
    assert json.loads(message[4 : 4 + length]) == header
    assert np.frombuffer(message[4 + length :], "<u2").tolist() == [1, FULL]
