"""What visitors leave behind is given back once they are gone, and not while they are there."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import mmap
import sys
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from llm_viz.kit.shell.server import memory
from tests.support.alone import run


def test_memory_goes_back_whenever_somebody_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = [{"a"}, {"a", "b"}, {"a", "b"}, {"b", "c"}, {"b", "c"}, set()]
    given_back_after: list[int] = []
    looked = 0

    def visits() -> set[str]:
        nonlocal looked
        looked += 1
        if looked > len(looks):
            raise asyncio.CancelledError
        return looks[looked - 1]

    monkeypatch.setattr(memory, "SECONDS", 0.0)
    monkeypatch.setattr(memory, "visits", visits)
    monkeypatch.setattr(memory, "give_back", lambda: given_back_after.append(looked))
    with pytest.raises(asyncio.CancelledError):
        run(memory.keep_giving_back())
    assert given_back_after == [4, 6]


def test_a_closed_page_is_forgotten_within_a_minute() -> None:
    assert config.get_option("server.disconnectedSessionTTL") + memory.SECONDS < 60


class Session:
    """A visit of Streamlit's, as far as it is looked at here."""

    id = "closed"


@pytest.mark.parametrize(("seconds", "kept"), [(0, set()), (1000, {"closed"})])
def test_a_closed_page_that_cannot_come_back_is_let_go_of_when_it_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, seconds: int, kept: set[str]
) -> None:
    storage, session = MemorySessionStorage(ttl_seconds=seconds), Session()
    storage.save(SimpleNamespace(session=session))
    manager = SimpleNamespace(_session_storage=storage, list_sessions=storage.list)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(_session_mgr=manager))
    gone = weakref.ref(session)
    del session
    assert memory.visits() == kept
    assert (gone() is None) == (not kept)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such pools")
def test_what_nobody_can_reach_is_freed_and_returned() -> None:
    class Session:
        def __init__(self) -> None:
            self.itself = self

    gc.disable()
    try:
        memory.give_back()  # what earlier tests have left in the pools would be filled first
        gone = weakref.ref(Session())
        assert gone() is not None
        before = _resident()
        blocks = [ctypes.create_string_buffer(60_000) for _ in range(2000)]  # small enough to come from a pool
        assert _resident() > before + 100
        kept = blocks[::100]  # so that no end of a pool is free
        del blocks
        memory.give_back()
    finally:
        gc.enable()
    assert gone() is None
    assert _resident() < before + 30
    assert len(kept) == 20


def _resident() -> int:
    """Megabytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE // 2**20
