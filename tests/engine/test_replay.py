"""How steps are recorded: what is refused, and what is asked of CUDA, on machines that have none."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from llm_viz.engine.replay import NotReplayable, cuda_recorder, recorded_in_python

ROW = torch.arange(4.0)
WAITING: dict[str, Callable[[], object]] = {
    "a number": lambda: ROW.sum().item(),
    "a condition": lambda: bool((ROW > 1).any()),
    "a list of places": lambda: torch.where(ROW > 1),
    "what a mask leaves": lambda: ROW[ROW > 1],
    "a number of copies": lambda: ROW.repeat_interleave(torch.tensor([1, 2, 0, 1])),
}


class Cuda:
    """What `torch.cuda` is asked for, in order. `fails`: whether the recording itself does."""

    def __init__(self, *, fails: bool = False) -> None:
        self.calls: list[object] = []
        self.stream = "main"
        self._fails = fails

    def patch(self, patched: pytest.MonkeyPatch) -> None:
        calls, cuda = self.calls, self

        class Stream:
            def wait_stream(self, other: object) -> None:
                calls.append("side waits for main" if other == "main" else "waits")

        class Main(str):
            __slots__ = ()

            def wait_stream(self, other: object) -> None:
                calls.append("main waits for side")

        class Graph:
            def replay(self) -> None:
                calls.append("replay")

        @contextlib.contextmanager
        def on(stream: object) -> Iterator[None]:
            cuda.stream = "side"
            yield
            cuda.stream = "main"

        @contextlib.contextmanager
        def graph(made: object, pool: object, stream: object, capture_error_mode: str) -> Iterator[None]:
            cuda.stream = "side"
            calls.append(("record", pool, capture_error_mode))
            yield
            if cuda._fails:
                raise RuntimeError("operation not permitted when stream is capturing")
            cuda.stream = "main"

        def set_stream(stream: str) -> None:
            cuda.stream = str(stream)

        for name, made in {
            "Stream": Stream,
            "current_stream": lambda: Main("main"),
            "stream": on,
            "CUDAGraph": Graph,
            "graph": graph,
            "graph_pool_handle": lambda: len(calls),
            "set_stream": set_stream,
        }.items():
            patched.setattr(torch.cuda, name, made)


def test_a_step_is_warmed_up_beside_the_others_and_recorded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cuda = Cuda()
    cuda.patch(monkeypatch)
    record = cuda_recorder()
    replays = [record(lambda: cuda.calls.append(f"step on {cuda.stream}")) for _ in range(2)]
    warm = ["side waits for main", *["step on side"] * 4, "main waits for side"]
    assert cuda.calls == [*warm, ("record", 0, "thread_local"), "step on side"] * 2
    assert cuda.stream == "main"
    replays[0]()
    assert cuda.calls[-1] == "replay"


def test_a_recording_that_fails_leaves_the_stream_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    cuda = Cuda(fails=True)
    cuda.patch(monkeypatch)
    with pytest.raises(RuntimeError, match="capturing"):
        cuda_recorder()(lambda: None)
    assert cuda.stream == "main"


def test_what_waits_is_refused_before_anything_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    cuda = Cuda()
    cuda.patch(monkeypatch)
    with pytest.raises(NotReplayable):
        cuda_recorder()(lambda: cuda.calls.append(ROW.sum().item()))
    assert not any(isinstance(call, tuple) for call in cuda.calls)


def test_pytorch_takes_what_it_is_given() -> None:
    """Which the others pretend."""
    inspect.signature(torch.cuda.graph).bind(None, pool=(0, 0), stream=None, capture_error_mode="thread_local")
    for name in ("Stream", "current_stream", "stream", "CUDAGraph", "graph_pool_handle", "set_stream"):
        assert callable(getattr(torch.cuda, name))
    assert callable(torch.cuda.CUDAGraph.replay)


@pytest.mark.parametrize("operation", WAITING.values(), ids=WAITING)
def test_what_would_wait_for_the_device_is_not_recorded(operation: Callable[[], Any]) -> None:
    with pytest.raises(NotReplayable), torch.inference_mode():
        recorded_in_python(operation)


def test_what_stays_on_the_device_is_recorded() -> None:
    found = torch.zeros(2)

    def step() -> None:
        found.copy_(ROW[torch.tensor([1, 3])] * 2)

    with torch.inference_mode():
        replay = recorded_in_python(step)
        found.zero_()
        replay()
    assert found.tolist() == [2.0, 6.0]
