"""Real visits: whoever waits is told his place; whoever leaves gives it back at the next step of the core loop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from threading import Timer

import pytest
from streamlit.proto.Delta_pb2 import Delta

from llm_viz.engine.core_loop import CoreLoop
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling
from llm_viz.engine.writing import Generation
from llm_viz.kit import waiting
from llm_viz.kit.visit import check_cancelled
from tests.support import tiny
from tests.support.core import hold, until
from tests.support.hooks import server_here
from tests.support.socket_visitor import SocketVisitor


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return tiny.load_saved(tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama"))


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> CoreLoop:
    core = CoreLoop(places=16)
    monkeypatch.setattr("llm_viz.kit.visit.engine", lambda: core)  # it is asked for the visitor's standing
    return core


@pytest.fixture
def url(core: CoreLoop, loaded: LoadedModel) -> Iterator[str]:
    def ask() -> None:
        core.call(lambda: None, 1, check_cancelled)

    def write() -> None:
        for seed in range(1000):  # texts without end
            request = GenerationRequest("tiny", "the apple", sampling=Sampling(seed=seed), max_new_tokens=100)
            for _ in core.write(Generation(loaded, request), check_cancelled):
                pass

    def wait() -> None:
        """Behind somebody whose work takes a moment."""
        with hold(core) as release:
            Timer(0.6, release.set).start()
            core.call(lambda: None, 1, check_cancelled)

    with server_here({"ask": ask, "write": write, "wait": wait}) as address:
        yield address


def test_whoever_leaves_frees_his_place(url: str, core: CoreLoop) -> None:
    with SocketVisitor(url) as visitor, hold(core):
        visitor.ask("", do="ask")
        until(lambda: core.waiting == 2)
        visitor.close()  # the tab is closed
        until(lambda: core.waiting == 1, seconds=5)
    with SocketVisitor(url) as visitor:
        visitor.ask("", do="write")
        until(lambda: core._decoders)
        visitor.close()
        until(lambda: core.waiting == 0 and not core._decoders, seconds=5)
    with SocketVisitor(url) as visitor:
        visitor.ask("", do="write")
        until(lambda: core._decoders)
        assert "done" in visitor.open()  # a link is followed: the page without work
        until(lambda: core.waiting == 0 and not core._decoders, seconds=5)
    assert not [thread for thread in threading.enumerate() if "ScriptRunner" in thread.name and thread.is_alive()]


def told(deltas: list[Delta]) -> list[str]:
    """What a page said of the wait, and "" where it took that back."""
    return [
        delta.new_element.html.body
        for number, delta in enumerate(deltas)
        if "before you" in delta.new_element.html.body
        or (delta.new_element.HasField("empty") and any("before you" in str(before) for before in deltas[:number]))
    ]


def test_whoever_waits_is_told_also_by_a_fragment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fragment that runs again may not write outside itself wherever it likes."""
    monkeypatch.setattr(waiting, "AFTER", 0.1)
    with SocketVisitor(url) as visitor:
        page = visitor.wait_for()
        assert told(page) == []
        fragment = next(delta.fragment_id for delta in page if delta.fragment_id)
        for deltas in (visitor.again(fragment, do="wait"), visitor.wait_for(do="wait")):
            line, *_, gone = told(deltas)
            assert "The model is busy: 1 before you" in line
            assert gone == ""
            assert any("done" in delta.new_element.markdown.body for delta in deltas)
