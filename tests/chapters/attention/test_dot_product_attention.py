"""The weights recomputed from queries and keys are those of the model, on tiny models of each kind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.attention.compute.attention_links import AttentionLink
from llm_viz.chapters.attention.compute.dot_product_attention import (
    QueriesAndKeys,
    attention_weights,
    queries_and_keys,
    scaling_notes,
)
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.trace import trace
from tests.chapters.attention.made_up import keys, words_as_tokens
from tests.support.tiny import CAUSAL, bert, load_saved, save
from tests.support.written import written

TEXT = "the apple and the phone and the apple"


@pytest.mark.parametrize("kind", [*CAUSAL, "bert"])
def test_the_model_s_own_weights_come_out(kind: str, tmp_path: Path) -> None:
    loaded = load_saved(save(CAUSAL.get(kind, bert), tmp_path / kind))
    seen = trace(loaded, TraceRequest(kind, TEXT, capture=Capture(attention="all", vectors="all")))
    assert len(seen.tokens) > 4  # more than the sliding window of the tiny Gemma 3
    for layer in range(loaded.facts.layers):
        given = queries_and_keys(seen, layer, loaded.facts)
        assert np.abs(attention_weights(given) - seen.attention[layer]).max() <= 1e-4
        assert len(given.keys) == loaded.facts.key_value_heads


def test_a_cap_on_the_scores_is_carried_along_and_matters(tmp_path: Path) -> None:
    loaded = load_saved(save(CAUSAL["gemma2"], tmp_path / "gemma2"))
    seen = trace(loaded, TraceRequest("gemma2", TEXT, capture=Capture(attention="all", vectors="all")))
    given = queries_and_keys(seen, 1, loaded.facts)
    assert given.cap == 2.0
    uncapped = attention_weights(replace(given, cap=None))
    assert np.abs(uncapped - seen.attention[1]).max() > 0.01


CASES = json.loads(Path(__file__).with_name("query_key.json").read_text("utf-8"))
"""Cases of the formula; `query_key_math.test.js` holds the browser to the same ones."""


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_weights_of_the_formula(case: dict[str, Any]) -> None:
    queries, keys, captured = (np.array(case[name], np.float32) for name in ("queries", "keys", "weights"))
    allowed = np.array(case["allowed"], bool)
    given = QueriesAndKeys(0, queries, keys, case["scaling"], case["cap"], allowed, captured)
    np.testing.assert_allclose(attention_weights(given), case["weights"], atol=2e-6)
    np.testing.assert_allclose(attention_weights(given, 1.0), case["unscaled"], atol=2e-6)


def made_up(scale: float) -> QueriesAndKeys:
    """Four heads share two keys; token 1 fits itself better than token 0."""
    queries = np.full((4, 2, 4), scale, np.float32)
    each_key = np.array([[0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0]], np.float32)
    allowed = np.tri(2, dtype=bool)
    return QueriesAndKeys(0, queries, np.stack([each_key] * 2), 0.5, None, allowed, np.zeros((4, 2, 2), np.float32))


def test_what_is_out_of_sight_gets_nothing() -> None:
    assert attention_weights(made_up(1.0))[0, 0].tolist() == [1.0, 0.0]


def test_heads_that_share_a_key_are_neighbours() -> None:
    assert [made_up(1.0).sharing(head) for head in range(4)] == [(1,), (0,), (3,), (2,)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_scaling_is_spoken_of_only_where_it_matters(language: Language) -> None:
    tokens, link = words_as_tokens("a b"), AttentionLink(0, 0, 1, 1, 0.9)
    notes = scaling_notes(tokens, made_up(0.8), link)  # scores 1.6 scaled, 3.2 not
    assert keys(notes) == ["note-scaling"]
    assert written(notes[0].values) == {**notes[0].values, "scaled": "83\u00a0%", "unscaled": "96\u00a0%"}
    assert strings(language, "attention")(notes[0].key, **notes[0].values)
    assert scaling_notes(tokens, made_up(0.1), link) == []
    assert scaling_notes(tokens, made_up(20.0), link) == []
