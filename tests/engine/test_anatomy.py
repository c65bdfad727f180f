"""Embeddings, places and blocks of tiny models of many families, against what transformers itself computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn
from transformers import PreTrainedModel

from llm_viz.base.errors import BadRequest, BlocksDoNotAdd, ProductNotPlain
from llm_viz.engine.block_sums import block_sums, prepare_block_sums, prepare_product, product
from llm_viz.engine.embedding_neighbours import SAMPLED, check_neighbours, neighbours
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.place_encoding import place_encoding
from llm_viz.engine.protocol.anatomy import (
    BlockPart,
    BlockSums,
    BlockSumsRequest,
    EmbeddingSum,
    NeighboursRequest,
    Product,
    ProductRequest,
)
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.trace import trace
from tests.support import families
from tests.support.families import Family

TEXT = "the apple 私は今日 phone"
ADDING = ["llama", "gpt2", "gemma3", "granite", "opt", "bloom", "mpt", "falcon-new", "mixtral", "olmo2", "qwen3.5"]
"""Before and behind their parts: normalisations, factors, a stream that the part adds to itself, experts, a state."""


@pytest.fixture(scope="module")
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Family:
    return families.family(request.param, tmp_path_factory.mktemp("families"))


def embeddings_of(model: PreTrainedModel) -> Floats:
    embeddings = model.get_input_embeddings()
    assert isinstance(embeddings, nn.Embedding)
    return embeddings.weight.detach().numpy()


def sums_of(loaded: LoadedModel, position: int = -1) -> BlockSums:
    request = BlockSumsRequest("tiny", TEXT, position)
    return block_sums(loaded, request, prepare_block_sums(loaded, request))


def opened(loaded: LoadedModel, part: BlockPart, cell: int, position: int = -1) -> Product:
    request = ProductRequest("tiny", TEXT, position, 1, part, cell, terms=3)
    return product(loaded, request, prepare_product(loaded, request))


@pytest.mark.parametrize("family", ADDING, indirect=True)
def test_what_blocks_add_is_the_difference_of_the_streams(family: Family) -> None:
    sums = sums_of(family.loaded)
    hidden = trace(family.loaded, TraceRequest("tiny", TEXT, capture=Capture(hidden="all", candidates=0))).hidden
    for layer, stream in hidden.items():
        np.testing.assert_allclose(sums.streams[layer], stream[-1], atol=1e-5)
        np.testing.assert_allclose(sums.stream_lengths[layer], np.linalg.norm(stream, axis=-1), rtol=1e-5)
    np.testing.assert_allclose(sums.streams[:-1] + sums.attention + sums.mlp, sums.streams[1:], atol=1e-5)
    assert sums.attention.any(1).all()
    assert sums.mlp.any(1).all()


@pytest.mark.parametrize("family", ["llama", "gemma3"], indirect=True)
def test_what_attention_adds_is_what_its_module_gives(family: Family) -> None:
    model = family.reference
    given: list[torch.Tensor] = []
    for block in model.model.layers:
        last = block.post_attention_layernorm if "gemma" in model.config.model_type else block.self_attn
        last.register_forward_hook(lambda _module, _inputs, output: given.append(output[0]))
    with torch.no_grad():
        model(input_ids=torch.tensor([family.loaded.tokenizer.ids(TEXT)]))
    expected = np.stack([(one[0] if one.dim() == 3 else one)[-1].numpy() for one in given])
    np.testing.assert_allclose(sums_of(family.loaded).attention, expected, atol=1e-5)


@pytest.mark.parametrize("family", ["opt-projected"], indirect=True)
def test_blocks_that_do_more_than_add_are_refused(family: Family) -> None:
    with pytest.raises(BlocksDoNotAdd):
        sums_of(family.loaded)


@pytest.mark.parametrize("part", ["attention", "mlp"])
@pytest.mark.parametrize("family", ["llama", "gpt2", "gemma3", "granite", "opt", "bloom"], indirect=True)
def test_a_number_is_a_row_times_a_column(family: Family, part: BlockPart) -> None:
    for position in (0, 2):
        found = opened(family.loaded, part, cell=5, position=position)
        total = sum(term.input * term.weight for term in found.terms) + found.others + found.bias
        assert total == pytest.approx(found.value, abs=1e-6)
        assert found.added == pytest.approx(getattr(sums_of(family.loaded, position), part)[1, 5], abs=1e-5)
        sizes = [abs(term.input * term.weight) for term in found.terms]
        assert sizes == sorted(sizes, reverse=True)
        if "gemma" not in family.reference.config.model_type and "granite" not in family.reference.config.model_type:
            assert found.value == pytest.approx(found.added, abs=1e-5)


@pytest.mark.parametrize("family", ["mixtral"], indirect=True)
def test_experts_are_not_one_matrix(family: Family) -> None:
    assert opened(family.loaded, "attention", 0).value != 0
    with pytest.raises(ProductNotPlain):
        opened(family.loaded, "mlp", 0)


@pytest.mark.parametrize("family", ["llama"], indirect=True)
def test_what_the_model_does_not_have_is_refused(family: Family) -> None:
    for position, layer, cell in ((99, 0, 0), (0, 99, 0), (0, 0, 99)):
        with pytest.raises(BadRequest):
            prepare_product(family.loaded, ProductRequest("tiny", TEXT, position, layer, "mlp", cell))
    with pytest.raises(BadRequest):
        prepare_block_sums(family.loaded, BlockSumsRequest("tiny", TEXT, 99))
    for sums, count in (((), 3), ((EmbeddingSum(()),), 3), ((EmbeddingSum((10**6,)),), 3), ((EmbeddingSum((1,)),), 0)):
        with pytest.raises(BadRequest):
            check_neighbours(family.loaded, NeighboursRequest("tiny", sums, count))


@pytest.mark.parametrize("family", ["llama", "gpt2"], indirect=True)
def test_neighbours_are_by_cosine_over_the_whole_vocabulary(family: Family) -> None:
    table = embeddings_of(family.reference)
    request = NeighboursRequest("tiny", (EmbeddingSum((7,)), EmbeddingSum((7, 9), (8,))), 5)
    found = neighbours(family.loaded, request)
    for one, vector in zip(found, (table[7], table[7] + table[9] - table[8]), strict=True):
        cosines = table @ vector / np.linalg.norm(table, axis=1) / np.linalg.norm(vector)
        assert [neighbour.id for neighbour in one.neighbours] == np.argsort(-cosines)[:5].tolist()
        np.testing.assert_allclose(
            [neighbour.cosine for neighbour in one.neighbours], np.sort(cosines)[:-6:-1], atol=1e-5
        )
        np.testing.assert_allclose(one.vector, vector, atol=1e-6)
        assert one.mean_cosine == pytest.approx(cosines.mean(), abs=1e-5)
        step = -(-len(cosines) // SAMPLED)
        np.testing.assert_allclose(one.sample, cosines[::step], atol=1e-5)
        assert len(one.sample) <= SAMPLED


@pytest.mark.parametrize(
    ("family", "kind", "layers"),
    [
        ("llama", "rotary", ["all"]),
        ("gemma3", "rotary", ["full_attention", "sliding_attention"]),
        ("gpt2", "learned", []),
        ("opt", "learned", []),
        ("bloom", "other", []),
        ("falcon-alibi", "other", []),
    ],
    indirect=["family"],
)
def test_places_are_known_in_the_models_own_way(family: Family, kind: str, layers: list[str]) -> None:
    found = place_encoding(family.loaded)
    assert found.kind == kind
    assert sorted(found.frequencies) == layers
    if kind == "learned":
        assert found.vectors is not None
        text = family.loaded.tokenizer.ids(TEXT)
        entered = trace(family.loaded, TraceRequest("tiny", TEXT, capture=Capture(hidden=(0,), candidates=0))).hidden[0]
        table = embeddings_of(family.reference)
        np.testing.assert_allclose(entered - table[text], found.vectors[: len(text)], atol=1e-5)
