"""A step through known blocks is the model's own step but for rounding, and is not used where it would not be."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from transformers import PreTrainedModel

from llm_viz.engine import known_blocks
from llm_viz.engine.choosing import Draw
from llm_viz.engine.known_blocks import KnownBlocks
from llm_viz.engine.linear_layers import by_onednn
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.plain_batch import PlainBatch
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, Sampling
from tests.support import tiny
from tests.support.decoding import assert_same_steps, generate
from tests.support.device import DEVICE

pytestmark = pytest.mark.skipif(DEVICE.torch_device.type == "cpu" and not by_onednn(), reason="where products are fast")


def llama_of_today() -> PreTrainedModel:
    """Stretched positions, biases, and heads that are wider than their share of the stream."""
    model = tiny.llama()
    config = model.config
    config.attention_bias, config.mlp_bias, config.head_dim, config.rms_norm_eps = True, True, 16, 0.5
    config.rope_parameters = {
        "rope_type": "llama3",
        "rope_theta": 10_000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 16,
    }
    return unlike(type(model)(config))


def gemma_of_another_size() -> PreTrainedModel:
    """Several keys, and scores that are not scaled by the size of a head."""
    model = tiny.gemma3()
    config = model.config
    config.num_key_value_heads, config.query_pre_attn_scalar, config.attention_bias = 2, 3, True
    return unlike(type(model)(config))


def unlike(model: PreTrainedModel) -> PreTrainedModel:
    """The model with other normalisations and biases than those that models start with, 1 and 0."""
    for name, weight in model.named_parameters():
        if "norm" in name or name.endswith("bias"):
            torch.nn.init.normal_(weight, mean=0.5)
    return model


KNOWN = {
    "llama": tiny.llama,
    "gemma3": tiny.gemma3,
    "llama of today": llama_of_today,
    "gemma of another size": gemma_of_another_size,
}


@pytest.fixture(scope="module", params=KNOWN)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    card = tiny.save(KNOWN[request.param], tmp_path_factory.mktemp("models") / "known")
    return dataclasses.replace(tiny.load_saved(card), end_ids=frozenset())


def batch_of(loaded: LoadedModel, known: KnownBlocks | None, texts: Sequence[list[int]]) -> PlainBatch:
    """A batch that has read the texts."""
    batch = PlainBatch(loaded.model, loaded.abilities.memory, loaded.facts.layers, known)
    for text in texts:
        _, read, _ = loaded.next_logits_of_text(text)
        batch.join(read, 0, len(text), 1)
    return batch


@pytest.mark.parametrize("lengths", [(1,), (20,), (5, 5), (9, 1, 30, 2), (40,) * 12])
def test_a_step_is_the_models_own_step(loaded: LoadedModel, lengths: tuple[int, ...]) -> None:
    """One text and several, of equal and of unequal lengths, within the window and beyond it, also after one left."""
    chance = random.Random(0)
    texts = [[chance.randrange(tiny.VOCABULARY) for _ in range(length)] for length in lengths]
    with loaded.pass_through():
        assert loaded.abilities.known is not None
        found, expected = (batch_of(loaded, known, texts) for known in (loaded.abilities.known, None))
        rows = len(texts)
        for step in range(6):
            ids = [chance.randrange(tiny.VOCABULARY) for _ in range(rows)]
            torch.testing.assert_close(found.logits(ids), expected.logits(ids), rtol=1e-4, atol=1e-4)
            for new, own in zip(found.newest(), expected.newest(), strict=True):
                torch.testing.assert_close(new, own, rtol=1e-4, atol=1e-5)
            draws = [Draw(GREEDY, 0, step)] * rows
            assert len(found.step(ids, draws, 1)) == len(expected.step(ids, draws, 1))
            if step == 3 and rows > 1:
                found.leave(0)
                expected.leave(0)
                rows -= 1


def test_a_text_is_the_same_by_either_way(loaded: LoadedModel) -> None:
    own = dataclasses.replace(loaded, abilities=dataclasses.replace(loaded.abilities, known=None))
    request = GenerationRequest(
        "known", "the apple 私は", sampling=Sampling(temperature=1.3, seed=4), max_new_tokens=20
    )
    assert_same_steps(list(generate(loaded, request)), list(generate(own, request)))


def test_weights_are_there_once(loaded: LoadedModel) -> None:
    """What the blocks hold beside the weights of the model is the normalisations, a thousandth of a real model."""
    assert loaded.abilities.known is not None
    matrices = [matrix for block in loaded.abilities.known.blocks for matrix in (*block.inputs, block.down)]
    theirs = {weight.data_ptr() for weight in loaded.model.parameters()}
    assert {matrix.weight.data_ptr() for matrix in matrices} <= theirs


@pytest.mark.parametrize("name", ["gpt2", "gemma2"])
def test_other_families_are_written_by_their_own_blocks(name: str, tmp_path: Path) -> None:
    assert tiny.load_saved(tiny.save(tiny.CAUSAL[name], tmp_path / name)).abilities.known is None


def test_half_precision_is_written_by_the_models_own_blocks(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "half")
    half = dataclasses.replace(DEVICE, dtype=torch.bfloat16)
    assert load(card, tmp_path / "half", half).abilities.known is None


@pytest.mark.parametrize("part", ["_scale", "_Turn"])
def test_blocks_that_are_not_as_they_are_known_are_not_used(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As if the library had changed what a family computes."""
    right = getattr(known_blocks, part)
    wrong = {
        "_scale": lambda module: (2 * right(module)[0], right(module)[1]),
        "_Turn": lambda cosines, sines: right(cosines, -sines),
    }
    monkeypatch.setattr(known_blocks, part, wrong[part])
    loaded = tiny.load_saved(tiny.save(tiny.llama, tmp_path / "changed"))
    assert loaded.abilities.known is None
    assert "LlamaForCausalLM" in caplog.text
    assert len(list(generate(loaded, GenerationRequest("changed", "the apple", max_new_tokens=3)))) == 3
