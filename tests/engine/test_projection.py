"""The output projection writes what a plain one writes, from packed weights and into memory that is used again."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from llm_viz.engine import packed_weights
from llm_viz.engine.logits_buffer import BufferedProjection, LogitsBuffer
from llm_viz.engine.packed_weights import pack

ROWS, COLUMNS = 300, 64


@pytest.fixture(autouse=True)
def _small_matrices_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_weights, "_WORTH", 1)
    monkeypatch.setattr(packed_weights, "_AT_ONCE", 70 * COLUMNS)  # several parts, the last one smaller


def published(seed: int = 0) -> torch.Tensor:
    """Whole numbers of one byte times a scale of 16 bits for each 32, one of which is the largest; a block of zeros."""
    chance = torch.Generator().manual_seed(seed)
    numbers = torch.randint(-127, 128, (ROWS, COLUMNS // 32, 32), generator=chance).float()
    numbers[..., 0] = -127
    numbers[3] = 0
    scales = (0.01 * torch.rand((ROWS, COLUMNS // 32, 1), generator=chance)).half().float()
    return (numbers * scales).view(ROWS, COLUMNS)


def test_packed_weights_are_the_published_ones_bit_for_bit() -> None:
    weights = published()
    packed = pack(weights)
    assert packed is not None
    assert packed.numbers.nbytes + packed.scales.nbytes < weights.nbytes / 3
    product = torch.empty(COLUMNS, ROWS)
    packed.project(torch.eye(COLUMNS), product)
    assert torch.equal(product, weights.t())


@pytest.mark.parametrize("spoilt", [1e-4, float("nan"), float("inf")])
def test_weights_that_would_not_be_the_same_are_not_packed(spoilt: float) -> None:
    weights = published()
    weights[-1, -1] += spoilt
    assert pack(weights) is None
    assert pack(published().half()) is None
    assert pack(published()[:, :40].contiguous()) is None


@pytest.mark.parametrize("weights", [published(), torch.randn(ROWS, COLUMNS)])
@pytest.mark.parametrize("shape", [(1, 1), (4, 1), (2, 3), (1,), ()])
def test_a_buffered_projection_gives_what_the_plain_one_gives(weights: torch.Tensor, shape: tuple[int, ...]) -> None:
    plain = nn.Linear(COLUMNS, ROWS, bias=False).requires_grad_(False)
    plain.weight.copy_(weights)
    projection, buffer, stream = BufferedProjection(plain), LogitsBuffer(), torch.randn(*shape, COLUMNS)
    expected = plain(stream)
    torch.testing.assert_close(projection(stream), expected)
    with buffer.used_by(projection):
        first = projection(stream)
        torch.testing.assert_close(first, expected)
        assert projection(stream).data_ptr() == first.data_ptr()
    assert projection(stream).data_ptr() != first.data_ptr()
