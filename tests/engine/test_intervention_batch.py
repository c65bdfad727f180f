"""A batch of interventions gives what each gives alone; queries and keys give the weights that were captured."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.errors import BadRequest, NotCausal
from llm_viz.engine.intervention_batch import intervention_batches
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    Capture,
    HeadAblation,
    InterventionBatchRequest,
    TraceRequest,
)
from llm_viz.engine.trace import trace
from tests.support import tiny

TEXT = "the apple 私は今日 phone"


@pytest.fixture(scope="module", params=[*tiny.CAUSAL, "bert"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    build = {**tiny.CAUSAL, "bert": tiny.bert}[request.param]
    return tiny.load_saved(tiny.save(build, tmp_path_factory.mktemp("models") / request.param))


def test_every_variant_is_what_it_is_alone(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llm_viz.engine.intervention_batch._TOKENS_PER_BATCH", 40)  # several batches
    last = len(loaded.tokenizer.ids(TEXT)) - 1
    interventions = (
        (),
        (AttentionKnockout(last, 2),),
        (AttentionKnockout(last, 1, layers=(1,), heads=(0, 3)), HeadAblation(0, 2)),
        *((HeadAblation(layer, head),) for layer in range(3) for head in range(4)),
    )
    candidates = 3 if loaded.facts.causal else 0
    parts = list(
        intervention_batches(loaded, InterventionBatchRequest("tiny", TEXT, interventions, last, candidates=candidates))
    )
    assert len(parts) > 1
    together = np.concatenate([part.hidden for part in parts])
    following = [one for part in parts for one in part.next]
    for number, intervention in enumerate(interventions):
        capture = Capture(hidden="all", positions=(last,), candidates=3)
        alone = trace(loaded, TraceRequest("tiny", TEXT, capture=capture, interventions=intervention))
        expected = np.stack([alone.hidden[layer][0] for layer in range(4)])
        np.testing.assert_allclose(together[number], expected, atol=2e-5)
        if candidates:
            assert [c.id for c in following[number].candidates] == [c.id for c in alone.next.candidates]
    assert np.abs(together[1] - together[0]).max() > 1e-4


def test_queries_and_keys_give_the_captured_weights(loaded: LoadedModel) -> None:
    seen = trace(loaded, TraceRequest("tiny", TEXT, capture=Capture(attention="all", vectors="all")))
    for layer, vectors in seen.vectors.items():
        assert vectors.queries.shape == vectors.keys.shape == (4, len(seen.tokens), 8)
        scores = vectors.scaling * vectors.queries @ vectors.keys.transpose(0, 2, 1)
        if vectors.cap is not None:
            scores = vectors.cap * np.tanh(scores / vectors.cap)
        scores = np.where(seen.attention[layer] > 0, scores, -np.inf)  # what the mask allows
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        np.testing.assert_allclose(weights, seen.attention[layer], atol=1e-4)


def test_what_does_not_exist_is_refused(loaded: LoadedModel) -> None:
    for bad in (
        InterventionBatchRequest("tiny", TEXT, (), 0),
        InterventionBatchRequest("tiny", TEXT, ((),), 99),
        InterventionBatchRequest("tiny", TEXT, ((HeadAblation(0, 9),),), 0),
        InterventionBatchRequest("tiny", TEXT, ((AttentionKnockout(0, 0, heads=(4,)),),), 0),
    ):
        with pytest.raises(BadRequest):
            next(intervention_batches(loaded, bad))
    if not loaded.facts.causal:
        with pytest.raises(NotCausal):
            next(intervention_batches(loaded, InterventionBatchRequest("tiny", TEXT, ((),), 0, candidates=1)))
