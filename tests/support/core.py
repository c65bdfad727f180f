"""A core loop that is busy for as long as a test wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from llm_viz.engine.core_loop import CoreLoop


@contextmanager
def hold(core: CoreLoop) -> Iterator[threading.Event]:
    """The loop is busy with a call until the event is set, so that others arrive meanwhile."""
    begun, release = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        release.wait(30)

    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(core.call, wait, 1)
        begun.wait(30)
        try:
            yield release
        finally:
            release.set()
            call.result(30)


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait for it."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)
