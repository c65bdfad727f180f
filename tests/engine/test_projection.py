"""The output projection writes what a plain one writes, into memory that is used again, and copies no weights."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from llm_viz.engine import linear_layers, logits_buffer
from llm_viz.engine.logits_buffer import BufferedProjection, LogitsBuffer

ROWS, COLUMNS = 300, 64


@pytest.fixture(autouse=True, params=["oneDNN", "MKL"])
def _in_several_parts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (linear_layers, logits_buffer):
        monkeypatch.setattr(module, "by_onednn", lambda: request.param == "oneDNN")
    monkeypatch.setattr(linear_layers, "_AT_ONCE", 70)  # the last part is smaller


@pytest.mark.parametrize("shape", [(1, 1), (4, 1), (2, 3), (1,), ()])
def test_a_buffered_projection_gives_what_the_plain_one_gives(shape: tuple[int, ...]) -> None:
    plain = nn.Linear(COLUMNS, ROWS, bias=False).requires_grad_(False)
    projection, buffer, stream = BufferedProjection(plain), LogitsBuffer(), torch.randn(*shape, COLUMNS)
    expected = plain(stream)
    torch.testing.assert_close(projection(stream), expected)
    with buffer.used_by(projection):
        first = projection(stream)
        torch.testing.assert_close(first, expected)
        assert projection(stream).data_ptr() == first.data_ptr()
    assert projection(stream).data_ptr() != first.data_ptr()


def test_gradients_flow_as_through_the_plain_projection() -> None:
    plain = nn.Linear(COLUMNS, ROWS, bias=False).requires_grad_(False)
    stream = torch.randn(2, COLUMNS, requires_grad=True)
    (found,) = torch.autograd.grad(BufferedProjection(plain)(stream).square().sum(), stream)
    (expected,) = torch.autograd.grad(plain(stream).square().sum(), stream)
    torch.testing.assert_close(found, expected)


def test_the_weights_are_those_of_the_plain_projection() -> None:
    plain = nn.Linear(COLUMNS, ROWS, bias=False).requires_grad_(False)
    projection = BufferedProjection(plain)
    projection(torch.randn(1, COLUMNS))
    assert [parameter.data_ptr() for parameter in projection.parameters()] == [plain.weight.data_ptr()]
