"""Neurons of feed-forward layers, and the multiplication behind a score, against the models' own modules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from llm_viz.base.errors import BadRequest, NeuronsNotPlain, NotCausal, TooManyTokens
from llm_viz.engine.feed_forward import neuron_writes
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.neuron_sums import neuron_sum, prepare_neuron_sum
from llm_viz.engine.protocol.neurons import NeuronRequest, NeuronSumRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.reading import prepare
from llm_viz.engine.trace import trace, traces
from tests.support import families, tiny
from tests.support.families import Family

TEXT = "the apple"
OUTPUTS = {
    "llama": "model.layers.1.mlp.down_proj",
    "gpt2": "transformer.h.1.mlp.c_proj",
    "gemma2": "model.layers.1.mlp.down_proj",
    "gemma3": "model.layers.1.mlp.down_proj",
    "opt": "model.decoder.layers.1.fc2",
    "bloom": "transformer.h.1.mlp.dense_4h_to_h",
}
"""What ends the second feed-forward layer, by family."""


every_listed_family = pytest.mark.parametrize("family", sorted(OUTPUTS), indirect=True)


@every_listed_family
def test_the_activations_are_what_goes_into_the_output_matrix(family: Family) -> None:
    name, loaded = family.loaded.facts.key, family.loaded
    seen: list[torch.Tensor] = []
    module = loaded.model.get_submodule(OUTPUTS[name])
    handle = module.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    capture = Capture(neurons=(1,), candidates=0)
    read = trace(loaded, TraceRequest(name, TEXT, capture=capture))
    handle.remove()
    assert list(read.neurons) == [1]
    (given,) = seen
    np.testing.assert_array_equal(read.neurons[1], given.float().cpu().numpy().reshape(-1, given.shape[-1]))
    assert len(read.neurons[1]) == len(read.tokens)


@every_listed_family
def test_the_raised_tokens_are_those_whose_logits_grow_along_the_direct_path(family: Family) -> None:
    """Against the neuron's row times the gains of the normalisations behind it times the output projection."""
    name, loaded = family.loaded.facts.key, family.loaded
    module: Any = loaded.model.get_submodule(OUTPUTS[name])
    weight = module.weight.float()
    row = weight[5] if name == "gpt2" else weight[:, 5]
    block: Any = loaded.modules.blocks[1]
    if name.startswith("gemma"):
        row = row * (1 + block.post_feedforward_layernorm.weight.float())
    step, head = loaded.modules.last_steps[0], loaded.modules.output_projection
    assert isinstance(step.weight, torch.Tensor)
    assert isinstance(head, torch.nn.Linear)
    centred = row - row.mean() if isinstance(step, torch.nn.LayerNorm) else row
    gain = 1 + step.weight.float() if name.startswith("gemma") else step.weight.float()
    moved = (head.weight.float() @ (gain * centred)).cpu()
    expected = (moved - moved.mean()) / moved.std()
    found = neuron_writes(loaded, NeuronRequest(name, 1, 5, 4))
    assert [token.id for token in found.raised] == expected.topk(4).indices.tolist()
    np.testing.assert_allclose(
        [token.deviations for token in found.raised], expected.topk(4).values.numpy(), rtol=1e-3, atol=1e-4
    )


GATED = ("llama", "gemma3", "qwen3.5", "phi3", "olmo2", "granite")


@pytest.mark.parametrize("family", [*GATED, "gpt2", "opt", "bloom", "mpt", "falcon-new"], indirect=True)
def test_an_activation_is_made_of_rows_that_read_the_stream(family: Family) -> None:
    """In every family, however its authors call the matrices and whether they keep two of them as one."""
    name, loaded = family.loaded.facts.key, family.loaded
    felt = trace(loaded, TraceRequest(name, TEXT, capture=Capture(neurons=(1,), candidates=0))).neurons[1]
    for position in (0, 1, -1):
        request = NeuronSumRequest(name, TEXT, position, 1, 7, terms=3)
        found = neuron_sum(loaded, request, prepare_neuron_sum(loaded, request))
        assert (found.factor is not None) == (name in GATED)
        assert found.activation == pytest.approx(float(felt[position, 7]), abs=1e-5)
        for row in (found.gate, *([found.factor] if found.factor else [])):
            sizes = [abs(term.input * term.weight) for term in row.terms]
            assert sizes == sorted(sizes, reverse=True)
            assert len(sizes) + row.others_count == loaded.facts.width
            # What is summed up really is the rest: at most as much as that many products of the smallest size listed.
            assert abs(row.others) <= row.others_count * sizes[-1] + 1e-6


def test_experts_and_other_ways_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NeuronsNotPlain):
        prepare_neuron_sum(families.family("mixtral", tmp_path).loaded, NeuronSumRequest("mixtral", TEXT, 0, 0, 0))
    loaded = families.family("llama", tmp_path).loaded
    request = NeuronSumRequest("llama", TEXT, 0, 0, 0)
    layer: Any = loaded.modules.blocks[0].mlp
    usual = layer.forward
    monkeypatch.setattr(layer, "forward", lambda state: usual(state) + layer.down_proj(layer.up_proj(state)))
    with pytest.raises(NeuronsNotPlain):
        neuron_sum(loaded, request, prepare_neuron_sum(loaded, request))


@pytest.mark.parametrize("family", ["opt"], indirect=True)
def test_texts_of_one_pass_keep_their_own_activations(family: Family) -> None:
    loaded, capture = family.loaded, Capture(neurons="all", candidates=0)
    requests = [TraceRequest("opt", text, capture=capture) for text in (TEXT, "the")]
    together = traces(loaded, [prepare(loaded, request) for request in requests])
    for request, read in zip(requests, together, strict=True):
        for layer, alone in trace(loaded, request).neurons.items():
            np.testing.assert_allclose(read.neurons[layer], alone, atol=1e-5)


@pytest.mark.parametrize("family", ["mixtral"], indirect=True)
def test_experts_are_no_single_neurons(family: Family) -> None:
    loaded = family.loaded
    with pytest.raises(NeuronsNotPlain):
        trace(loaded, TraceRequest("mixtral", TEXT, capture=Capture(neurons="all")))
    with pytest.raises(NeuronsNotPlain):
        neuron_writes(loaded, NeuronRequest("mixtral", 0, 0))


@pytest.mark.parametrize(
    ("layer", "neuron", "count"), [(-1, 0, 5), (99, 0, 5), (0, -1, 5), (0, 10**6, 5), (0, 0, 0), (0, 0, 10**6)]
)
def test_a_neuron_that_is_not_there_is_refused(tmp_path: Path, layer: int, neuron: int, count: int) -> None:
    with pytest.raises(BadRequest):
        neuron_writes(families.family("llama", tmp_path).loaded, NeuronRequest("llama", layer, neuron, count))


def test_an_encoder_writes_no_tokens_and_too_long_a_text_is_refused(tmp_path: Path) -> None:
    card = tiny.save(tiny.bert, tmp_path / "bert")
    engine = LocalEngine(lambda _: card, lambda: [card])
    with pytest.raises(NotCausal):
        engine.neuron_writes(NeuronRequest("bert", 0, 0))


def test_activations_beyond_the_limit_of_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llm_viz.engine.request_limits.ATTENTION_BYTES", 4 * 48 * 3)
    loaded = families.family("llama", tmp_path).loaded
    with pytest.raises(TooManyTokens, match="at most 1 fit"):
        trace(loaded, TraceRequest("llama", TEXT, capture=Capture(neurons="all")))


@pytest.mark.parametrize("name", ["llama", "gpt2", "gemma2", "cohere", "phi"])
def test_the_multiplication_gives_the_scores(tmp_path: Path, name: str) -> None:
    """With a factor behind it (Cohere), a soft cap (Gemma 2), a bias (Phi)."""
    loaded = families.family(name, tmp_path).loaded
    for lens in (0, 1):
        read = trace(loaded, TraceRequest(name, TEXT, capture=Capture(candidates=8, unembedding=3, lens=lens)))
        assert read.next is not None
        assert read.unembedding is not None
        last = read.unembedding
        scores = last.scale * (last.rows @ last.state + last.bias)
        if last.softcap is not None:
            scores = last.softcap * np.tanh(scores / last.softcap)
        logits = [candidate.logit for candidate in read.next.candidates[:3]]
        np.testing.assert_allclose(scores, logits, rtol=1e-4, atol=1e-5)


def test_no_more_multiplications_than_candidates(tmp_path: Path) -> None:
    with pytest.raises(BadRequest):
        trace(
            families.family("llama", tmp_path).loaded,
            TraceRequest("llama", TEXT, capture=Capture(candidates=2, unembedding=3)),
        )
