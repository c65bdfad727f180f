"""Query times key on the embedded models: with shared keys, rotary positions, and without."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.dot_product_attention import attention_weights, queries_and_keys
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.tracing import Capture, TraceRequest

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("model", "text"),
    [
        ("smollm2-135m", "The new iPhone was launched by Apple"),
        ("gemma-3-270m", "iPhoneを作った会社アップル"),
        ("minilm-l6", "The new iPhone was launched by Apple"),
    ],
)
def test_the_product_equals_the_captured_weight_in_every_head(model: str, text: str) -> None:
    engine = local_engine()
    facts = engine.facts(model)
    trace = engine.trace(TraceRequest(model, text, capture=Capture(attention="all", vectors="all")))
    for layer in range(facts.layers):
        given = queries_and_keys(trace, layer, facts)
        assert np.abs(attention_weights(given) - trace.attention[layer]).max() <= 1e-4
        assert len(given.keys) == facts.key_value_heads
