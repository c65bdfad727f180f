"""Models come and go: each is loaded once, alone, into room that was made before."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest
import torch

from llm_viz.base.errors import LlmVizError, ModelDeviates, OutOfMemory
from llm_viz.engine import device, loading
from llm_viz.engine import shelf as shelf_module
from llm_viz.engine.catalogue import Folder, ModelCard
from llm_viz.engine.device import choose_device, gpu_precision, memory_for_models
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model_files import parameters_in
from llm_viz.engine.protocol.tracing import TraceRequest
from llm_viz.engine.shelf import Shelf
from tests.support import tiny

SIZES = {"a": 10, "b": 20, "c": 30, "huge": 500}
CARDS = {key: ModelCard(key, key, True, Folder(Path(key)), "", None) for key in SIZES}


class Loads:
    """Stands for loading: what was loaded, in order, and what was in memory when each began."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.beside: list[list[str]] = []
        self.shelf: Shelf | None = None

    def __call__(self, card: ModelCard) -> LoadedModel:
        assert self.shelf is not None
        self.order.append(card.key)
        self.beside.append(list(self.shelf._models))
        return cast(LoadedModel, f"model {card.key}")


@pytest.fixture
def loads() -> Loads:
    return Loads()


def make(loads: Loads, capacity: int | None) -> Shelf:
    loads.shelf = Shelf(loads, lambda card: SIZES[card.key], held, capacity)
    return loads.shelf


def held(loaded: LoadedModel) -> int:
    """What a model takes once it is here: what was expected of it."""
    return SIZES[str(loaded).removeprefix("model ")]


def test_a_model_is_loaded_once(loads: Loads) -> None:
    shelf = make(loads, None)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: shelf.get(CARDS["a"]), range(8)))
    assert len(found) == 1
    assert loads.order == ["a"]


def test_whether_a_model_is_in_memory_is_known_without_loading_it(loads: Loads) -> None:
    shelf = make(loads, None)
    assert not shelf.has("a")
    assert loads.order == []
    shelf.get(CARDS["a"])
    assert shelf.has("a")
    shelf.forget("a")
    assert not shelf.has("a")


def test_room_is_made_before_loading_by_bytes(loads: Loads) -> None:
    shelf = make(loads, 50)
    for key in ("a", "b", "a", "c"):
        shelf.get(CARDS[key])
    assert loads.beside == [[], ["a"], ["a"]], "b, unused for longest, went before c was loaded"
    assert list(shelf._models) == ["a", "c"]


def test_room_is_made_by_number(loads: Loads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MAX_MODELS", 2)
    shelf = make(loads, None)
    for key in ("a", "b", "c"):
        shelf.get(CARDS[key])
    assert loads.beside == [[], ["a"], ["b"]]


def test_what_a_model_took_counts_not_what_was_expected(loads: Loads) -> None:
    loads.shelf = Shelf(loads, lambda card: SIZES[card.key], lambda loaded: 2 * held(loaded), 65)
    for key in ("a", "b"):
        loads.shelf.get(CARDS[key])
    assert loads.beside == [[], ["a"]]
    loads.shelf.get(CARDS["a"])
    assert loads.order == ["a", "b"]
    loads.shelf.get(CARDS["c"])
    assert loads.beside[-1] == ["a"], "10, 20 and 30 would fit, 20, 40 and 30 do not"


def test_a_model_beyond_the_capacity_is_loaded_alone(loads: Loads) -> None:
    shelf = make(loads, 50)
    for key in ("a", "huge", "b"):
        shelf.get(CARDS[key])
    assert loads.beside == [[], [], []]


def test_nothing_is_kept_of_a_model_that_fails(loads: Loads) -> None:
    def fail(card: ModelCard) -> LoadedModel:
        if card.key == "c":
            raise OutOfMemory
        return loads(card)

    shelf = Shelf(fail, lambda card: SIZES[card.key], held, 50)
    loads.shelf = shelf
    shelf.get(CARDS["a"])
    with pytest.raises(OutOfMemory):
        shelf.get(CARDS["c"])
    shelf.get(CARDS["b"])
    assert list(shelf._models) == ["a", "b"]
    assert shelf._sizes == {"a": 10, "b": 20}


@pytest.mark.parametrize("kept", [OutOfMemory(), ModelDeviates(model="llama", part="blocks")])
def test_half_a_model_is_given_back_even_while_its_error_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: LlmVizError
) -> None:
    """A model that fails its check, or has no room for it, was in memory already."""
    card = tiny.save(tiny.llama, tmp_path / "llama")
    engine = LocalEngine(lambda _: card, lambda: [card])
    half: list[weakref.ref[object]] = []

    def fail(_card: ModelCard, model: object, *_: object) -> None:
        half.append(weakref.ref(model))
        raise torch.OutOfMemoryError if isinstance(kept, OutOfMemory) else kept

    with monkeypatch.context() as patch:
        patch.setattr(loading, "check_itself", fail)
        with pytest.raises(type(kept)) as failed:
            engine.facts("llama")
    assert failed.tb is not None
    assert half[0]() is None
    assert engine._shelf._sizes == {}
    engine._refused.clear()
    assert engine.facts("llama").layers == 3


def test_nobody_waits_for_another_model(loads: Loads) -> None:
    begun, release = threading.Event(), threading.Event()

    def slow(card: ModelCard) -> LoadedModel:
        if card.key == "a":
            begun.set()
            assert release.wait(30)
        return loads(card)

    shelf = Shelf(slow, lambda card: SIZES[card.key], held, None)
    loads.shelf = shelf
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(shelf.get, CARDS["a"])
        assert begun.wait(30)
        shelf.get(CARDS["b"])
        assert not waiting.done()
        release.set()
        waiting.result(30)


def test_the_parameters_are_counted_in_the_headers(tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    assert parameters_in(tmp_path / "llama") == tiny.load_saved(card).facts.parameters


@pytest.mark.parametrize(
    ("parameters", "bfloat16", "expected"),
    [
        (270_000_000, True, torch.float32),
        (5_000_000_000, True, torch.float32),
        (8_000_000_000, True, torch.bfloat16),
        (8_000_000_000, False, torch.float32),
    ],
)
def test_float32_wherever_it_takes_a_quarter_of_the_gpu(
    monkeypatch: pytest.MonkeyPatch, parameters: int, *, bfloat16: bool, expected: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: bfloat16)
    assert gpu_precision(parameters, 80 * 10**9) == expected


def test_a_computer_gives_half_of_its_memory() -> None:
    memory = memory_for_models()
    assert memory is None or memory > 10**8
    assert choose_device(10**6).dtype == torch.float32


def test_a_model_too_large_for_float32_is_computed_in_bfloat16(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = tiny.save(tiny.llama, tmp_path / "llama")
    parameters = parameters_in(tmp_path / "llama")
    monkeypatch.setenv("LLM_VIZ_DEVICE", "cpu")
    monkeypatch.setattr(device, "computer_memory", lambda: 8 * parameters)
    assert choose_device(parameters).dtype == torch.float32
    monkeypatch.setattr(device, "computer_memory", lambda: 8 * parameters - 2)
    assert choose_device(parameters).dtype == torch.bfloat16
    engine = LocalEngine(lambda _: card, lambda: [card])
    assert engine.facts("llama").precision == "bfloat16"
    assert engine._shelf._sizes == {"llama": 2 * parameters}
    assert engine.trace(TraceRequest("llama", "the apple")).next is not None
