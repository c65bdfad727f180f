"""Small products are computed by the thread that asks for them, and nothing else changes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from llm_viz.engine import linear_layers, one_thread
from llm_viz.engine.linear_layers import product
from llm_viz.engine.one_thread import OneThread

SMALL, LARGE = (64, 32), (64, 48)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """How many threads MKL uses for a product of the thread that asks: two, unless something tells it otherwise."""
    try:
        asked: Callable[[], int] = ctypes.PyDLL(
            str(Path(torch.__file__).parent / "lib" / "libtorch_cpu.so")
        ).MKL_Get_Max_Threads
    except (OSError, AttributeError):
        pytest.skip("there is no MKL here that can be asked")
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    monkeypatch.setattr(linear_layers, "_WORTH_WAKING", LARGE[0] * LARGE[1])
    yield asked
    torch.set_num_threads(before)


def test_what_is_inside_is_computed_by_one_thread_and_what_comes_after_by_all(threads: Callable[[], int]) -> None:
    with OneThread():
        assert threads() == 1
        with OneThread():
            assert threads() == 1
        assert threads() == 1
    assert threads() == 2


def test_an_exception_leaves_nothing_behind(threads: Callable[[], int]) -> None:
    with pytest.raises(KeyError), OneThread():
        raise KeyError
    assert threads() == 2


def test_other_threads_are_not_held_to_it(threads: Callable[[], int]) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(torch.set_num_threads, 2).result()  # of that thread, as here
        with OneThread():
            assert other.submit(threads).result() == 2


@pytest.mark.parametrize(("shape", "expected"), [(SMALL, 1), (LARGE, 2)])
def test_a_small_product_is_worth_one_thread_and_a_large_one_all(
    threads: Callable[[], int], monkeypatch: pytest.MonkeyPatch, shape: tuple[int, int], expected: int
) -> None:
    used: list[int] = []
    multiply = torch.bmm

    def noting(*tensors: torch.Tensor, out: torch.Tensor | None = None) -> torch.Tensor:
        used.append(threads())
        return multiply(*tensors, out=out)

    monkeypatch.setattr(torch, "bmm", noting)
    product(torch.randn(1, shape[1]), torch.randn(shape))
    assert used == [expected]
    assert threads() == 2


def _no_library(_path: str) -> object:
    raise OSError


@pytest.mark.parametrize("library", [_no_library, lambda _path: SimpleNamespace()])
def test_where_mkl_cannot_be_told_products_are_the_same(
    monkeypatch: pytest.MonkeyPatch, library: Callable[[str], object]
) -> None:
    weight, state = torch.randn(SMALL), torch.randn(1, SMALL[1])
    expected = product(state, weight)
    monkeypatch.setattr(ctypes, "PyDLL", library)
    monkeypatch.setattr(one_thread, "_set_threads", one_thread._find_setter())
    torch.testing.assert_close(product(state, weight), expected)
