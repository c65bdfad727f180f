"""What chapter 5 claims, on the embedded models."""

from __future__ import annotations

import math

import numpy as np
import pytest

from llm_viz.chapters.sampling.compute.distribution import LISTED, NUCLEUS, notes, nucleus_size, shares
from llm_viz.chapters.sampling.compute.presets import PRESETS
from llm_viz.chapters.sampling.compute.texts import diversity
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.generation import GREEDY, ContinuationsRequest, Sampling, SamplingRequest
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.protocol.types import Floats

pytestmark = pytest.mark.model

TEXTS = {"smollm2-135m": "The capital of France is", "gemma-3-270m": "私は今日"}
LANGUAGE_MODEL = {"en": "smollm2-135m", "ja": "gemma-3-270m"}


def predicted(model: str, text: str) -> Distribution:
    following = local_engine().trace(TraceRequest(model, text, capture=Capture(candidates=LISTED))).next
    assert following is not None
    return following


def exact(model: str, sampling: Sampling) -> Floats:
    """The chances (vocabulary,) by transformers' own processors."""
    everything = tuple(range(predicted(model, TEXTS[model]).vocabulary_size))
    return local_engine().sampling_probabilities(SamplingRequest(model, TEXTS[model], everything, sampling))


@pytest.mark.parametrize("model", TEXTS)
@pytest.mark.parametrize("temperature", [0.05, 0.2, 0.5, 1.0, 1.5, 2.0])
def test_the_tail_is_underestimated_within_the_stated_bound(model: str, temperature: float) -> None:
    distribution = predicted(model, TEXTS[model])
    listed, rest = shares(distribution, temperature)
    chances = exact(model, Sampling(temperature)).astype(np.float64)
    ids = [candidate.id for candidate in distribution.candidates]
    true_rest = float(np.delete(chances, ids).sum() / chances.sum())
    bound = math.exp(distribution.rest.bin_width**2 / (8 * temperature**2))
    most = rest * bound / (1 - rest + rest * bound)
    rounding = 2e-6  # of float32 sums
    assert rest - rounding <= true_rest <= most + rounding
    np.testing.assert_allclose(listed, chances[ids] / chances.sum(), atol=most - rest + rounding)


@pytest.mark.parametrize("model", TEXTS)
def test_the_nucleus_is_what_top_p_keeps(model: str) -> None:
    kept = int((exact(model, Sampling(top_p=NUCLEUS)) > 0).sum())
    assert kept == nucleus_size(predicted(model, TEXTS[model]), NUCLEUS)


@pytest.mark.parametrize("model", TEXTS)
def test_eight_texts_at_temperature_0_are_one(model: str) -> None:
    """The answer to the page's guess."""
    *_, last = local_engine().continuations(ContinuationsRequest(model, TEXTS[model], GREEDY, 8, 12))
    assert diversity(last.items).different_texts == 1


@pytest.mark.parametrize("model", TEXTS)
def test_eight_texts_at_temperature_1_differ_and_come_again_with_their_seed(model: str) -> None:
    request = ContinuationsRequest(model, TEXTS[model], Sampling(1.0, seed=5), 8, 6)
    *_, first = local_engine().continuations(request)
    *_, again = local_engine().continuations(request)
    assert diversity(first.items).different_texts > 1
    assert first.items == again.items


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: f"{preset.language}-{preset.key}")
def test_presets_keep_what_their_names_promise(preset: object) -> None:
    language, key, text = (getattr(preset, name) for name in ("language", "key", "text"))
    distribution = predicted(LANGUAGE_MODEL[language], text)
    favourite = distribution.candidates[0].probability
    assert favourite > 0.8 if key == "sure" else favourite < 0.8
    assert notes(distribution, "X")[0].key == ("note-favourite-common" if favourite >= 0.5 else "note-favourite-rare")
