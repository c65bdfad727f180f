"""Fast products are those of plain layers but for rounding, wherever and however they are asked for."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from llm_viz.engine import linear_layers
from llm_viz.engine.linear_layers import FastLinear, by_onednn, let_products_be_fast, product, product_into


@pytest.fixture(autouse=True)
def _on_any_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_layers, "by_onednn", lambda: True)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (70,), (1, 480), (0,), ()])
def test_products_are_those_of_the_plain_layer(shape: tuple[int, ...], bias: bool) -> None:
    plain = nn.Linear(96, 130, bias=bias).requires_grad_(False)
    states = torch.randn(*shape, 96)
    with torch.inference_mode():
        torch.testing.assert_close(FastLinear(plain)(states), plain(states))
        if len(shape) == 2:  # not in one piece
            some = states.transpose(0, 1)
            torch.testing.assert_close(FastLinear(plain)(some), plain(some))


@pytest.mark.parametrize("rows", [1, 7, 8, 130, 264])
def test_a_product_with_one_state_is_that_of_many(rows: int) -> None:
    """Whether the rows can be cut into equal parts or not, and whether the matrix is in one piece or not."""
    wide, states = torch.randn(rows, 2 * 96), torch.randn(5, 96)
    for weight in (wide[:, :96], wide[:, :96].contiguous()):
        for state in states:
            exact = (weight.double() @ state.double()).float()
            torch.testing.assert_close(product(state[None, None], weight), exact[None, None])
            into = torch.full((1, rows), torch.nan)
            product_into(into, state[None], weight)
            torch.testing.assert_close(into, exact[None])


def test_a_state_alone_is_multiplied_by_the_batch_of_parts() -> None:
    """That is what makes a written token fast; many states are multiplied as before."""
    library: Any = torch.backends.mkl
    layer = FastLinear(nn.Linear(96, 264).requires_grad_(False))
    with torch.inference_mode(), torch.profiler.profile() as profile:
        layer(torch.randn(1, 1, 96)), layer(torch.randn(1, 2, 96))
    counts = {event.key: event.count for event in profile.key_averages()}
    assert counts.get("aten::bmm", 0) == (1 if library.is_available() else 0)


def test_gradients_flow_as_through_the_plain_layer() -> None:
    plain = nn.Linear(8, 5).requires_grad_(False)
    states = torch.randn(3, 8, requires_grad=True)
    (fast,) = torch.autograd.grad(FastLinear(plain)(states).square().sum(), states)
    (expected,) = torch.autograd.grad(plain(states).square().sum(), states)
    torch.testing.assert_close(fast, expected)


def test_only_plain_layers_of_float32_are_replaced_and_keep_their_weights() -> None:
    class Own(nn.Linear):
        """A layer that does something else."""

    kinds = (nn.Linear(8, 8), Own(8, 8), nn.Linear(8, 8).to(torch.bfloat16))
    blocks = nn.ModuleList(nn.Sequential(*kinds) for _ in range(2)).requires_grad_(False)
    before = dict(blocks.named_parameters())
    let_products_be_fast(blocks)
    assert [type(layer) for layer in blocks[1].children()] == [FastLinear, Own, nn.Linear]
    assert dict(blocks.named_parameters()) == before


def test_nothing_is_replaced_where_it_would_not_be_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_layers, "by_onednn", lambda: False)
    blocks = nn.ModuleList([nn.Linear(8, 8)])
    let_products_be_fast(blocks)
    assert type(blocks[0]) is nn.Linear


@pytest.mark.parametrize("capability", ["AVX512", "AVX2", "DEFAULT"])
def test_the_processor_decides(capability: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: True)
    assert by_onednn() == (capability != "DEFAULT")
