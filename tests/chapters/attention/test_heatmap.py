"""What the heat map sends to the browser is small enough. How close it is to the weights: `heatmap_math.test.js`."""

from __future__ import annotations

import json
import struct

import numpy as np

from llm_viz.chapters.attention.parts.heatmap import FULL, quantised
from llm_viz.kit.browser.payload import encode_arrays
from tests.chapters.attention.heatmap_message import HOSTILE


def test_the_lower_triangle_of_128_tokens_in_smollm2_takes_less_than_five_megabytes() -> None:
    weights = np.zeros((30, 9 + 1, 128, 128), np.float32)  # every head, and the rollout
    payload = {"tokens": ["x" * 200] * 128, "weights": quantised(weights, causal=True)}
    assert len(encode_arrays(payload)) <= 5_000_000


def test_the_message_can_be_taken_apart_again() -> None:
    message = encode_arrays({"tokens": HOSTILE, "weights": np.array([1, FULL], np.uint16)})
    (length,) = struct.unpack("<I", message[:4])
    header = json.loads(message[4 : 4 + length])
    assert header == {"payload": {"tokens": HOSTILE}, "arrays": [["weights", "uint16", 2]]}
    start = 4 + length + (-(4 + length) % 8)
    assert np.frombuffer(message[start : start + 4], "<u2").tolist() == [1, FULL]
