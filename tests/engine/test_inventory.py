"""Counting a model: every parameter once, in its part and layer; and the speed of memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from transformers import PreTrainedModel

from llm_viz.engine.bandwidth import measure_bandwidth
from llm_viz.engine.inventory import inventory
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.models import Inventory, LayerCache, ModelPart
from tests.support import tiny
from tests.support.device import DEVICE

V, W, M, P = tiny.VOCABULARY, 32, 48, 128  # vocabulary, width, width of the MLP, positions
EXACT: dict[str, dict[ModelPart, int]] = {
    # queries and output W x W, keys and values W x W/2; three matrices of the MLP; two norms a layer and one at the end
    "llama": {"embedding": V * W, "output": V * W, "attention": 3 * 3 * W * W, "mlp": 9 * W * M, "norm": 7 * W},
    # query, key, value and output with biases; an MLP of 4 W with biases; LayerNorm has two vectors
    "gpt2": {
        "embedding": V * W,
        "positions": P * W,
        "attention": 3 * (4 * W * W + 4 * W),
        "mlp": 3 * (8 * W * W + 5 * W),
        "norm": 7 * 2 * W,
    },
    # one key-value head of 8; four norms a layer, two of queries and keys (8 each), one at the end
    "gemma3": {
        "embedding": V * W,
        "attention": 3 * (2 * W * W + 2 * W * 8),
        "mlp": 9 * W * M,
        "norm": 3 * (4 * W + 2 * 8) + W,
    },
    "bert": {
        "embedding": V * W,
        "positions": (P + 2) * W,  # and two segments
        "attention": 3 * (4 * W * W + 4 * W),
        "mlp": 3 * (2 * W * M + M + W),
        "norm": 7 * 2 * W,
        "other": W * W + W,  # the pooler
    },
}
KINDS: dict[str, Callable[[], PreTrainedModel]] = {name: {**tiny.CAUSAL, "bert": tiny.bert}[name] for name in EXACT}


def counted(kind: str, folder: Path) -> tuple[Inventory, int]:
    loaded = tiny.load_saved(tiny.save(KINDS[kind], folder / kind))
    return inventory(loaded), loaded.facts.parameters


@pytest.mark.parametrize("kind", KINDS)
def test_every_parameter_is_counted_once_in_its_part(kind: str, tmp_path: Path) -> None:
    found, total = counted(kind, tmp_path)
    sums: dict[ModelPart, int] = {}
    for group in found.groups:
        sums[group.part] = sums.get(group.part, 0) + group.parameters
    assert sums == EXACT[kind]
    assert found.parameters == sum(sums.values()) == total


@pytest.mark.parametrize("kind", KINDS)
def test_every_layer_has_the_same_parts(kind: str, tmp_path: Path) -> None:
    found, _ = counted(kind, tmp_path)
    layers = {layer: {one.part for one in found.groups if one.layer == layer} for layer in range(3)}
    assert set(map(frozenset, layers.values())) == {frozenset({"attention", "mlp", "norm"})}


def test_only_tables_that_are_looked_up_are_not_read_for_every_token(tmp_path: Path) -> None:
    assert {kind: total - found.read_per_token for kind in KINDS for found, total in [counted(kind, tmp_path)]} == {
        "llama": V * W,  # a table of its own for the output
        "gpt2": P * W,
        "gemma3": 0,
        "bert": V * W + (P + 2) * W,
    }


def test_what_is_kept_of_each_token(tmp_path: Path) -> None:
    kept = {kind: counted(kind, tmp_path)[0].cache for kind in ("llama", "gpt2", "gemma3")}
    assert kept["llama"] == (LayerCache(2 * 2 * 8, None),) * 3
    assert kept["gpt2"] == (LayerCache(2 * 4 * 8, None),) * 3
    assert counted("bert", tmp_path)[0].cache == ()  # it does not write
    assert kept["gemma3"] == (LayerCache(2 * 8, 4), LayerCache(2 * 8, None), LayerCache(2 * 8, 4))


def test_the_engine_answers(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    engine = LocalEngine(lambda _: card, lambda: [card])
    assert engine.inventory("llama").parameters == engine.facts("llama").parameters


def test_bandwidth_is_a_speed() -> None:
    found = measure_bandwidth(DEVICE, matrix_bytes=2**20)
    assert found.bytes_per_second > 1e7
    assert (found.bytes_per_number, found.device, found.precision) == (4, DEVICE.name, "float32")
