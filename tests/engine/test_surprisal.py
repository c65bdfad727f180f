"""The surprise at each token is that of plain transformers."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM

from llm_viz.base.errors import NotCausal, TooManyTokens
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.tracing import SurprisalRequest
from llm_viz.engine.surprisal import surprisal
from tests.support import tiny

TEXT = "the apple 私は今日 phone " * 20  # more tokens than are projected at once


@pytest.fixture(scope="module")
def loaded(tiny_model: LoadedModel) -> LoadedModel:
    return dataclasses.replace(tiny_model, prefixes=Prefixes())


@pytest.mark.parametrize("text", [TEXT[:100], "a", "ab"])
def test_surprises_are_those_of_transformers(loaded: LoadedModel, text: str) -> None:
    found = surprisal(loaded, SurprisalRequest("tiny", text))
    model = AutoModelForCausalLM.from_pretrained(loaded.model.config._name_or_path, dtype=torch.float32)
    ids = torch.tensor([[token.id for token in found.tokens]])
    with torch.no_grad():
        logits = model(input_ids=ids).logits[0, :-1]
    expected = -logits.log_softmax(-1).gather(1, ids[0, 1:, None])[:, 0] / math.log(2)
    assert len(found.bits) == len(found.tokens)
    assert np.isnan(found.bits[0])
    np.testing.assert_allclose(found.bits[1:], expected.numpy(), atol=1e-4)
    assert not found.bits.flags.writeable


def test_a_text_beyond_the_limit_is_refused(loaded: LoadedModel) -> None:
    with pytest.raises(TooManyTokens):
        surprisal(loaded, SurprisalRequest("tiny", "x y " * 2000))


def test_an_encoder_foresees_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    encoder = tiny.load_saved(tiny.save(tiny.bert, tmp_path_factory.mktemp("models") / "bert"))
    with pytest.raises(NotCausal):
        surprisal(encoder, SurprisalRequest("tiny", "a b"))
