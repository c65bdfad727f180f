"""The queue of what takes long: bounded, fair, and left by those who go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from llm_viz.base.errors import EngineBusy
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.jobs.request_queue import RequestQueue


class Left(Exception):
    """The visitor closed the page."""


@contextmanager
def slot(request_queue: RequestQueue, check_cancelled: CancelCheck = never_cancel) -> Iterator[None]:
    place = request_queue.reserve()
    try:
        request_queue.acquire(place, check_cancelled)
        yield
    finally:
        request_queue.release(place)


def test_the_queue_is_bounded_fair_and_left_by_those_who_go() -> None:
    request_queue, order, entered = RequestQueue(places=2), [], threading.Event()

    def visit(name: str) -> None:
        with slot(request_queue):
            order.append(name)

    with slot(request_queue):
        waiting = []
        for name in ("first", "second"):
            waiting.append(threading.Thread(target=visit, args=(name,)))
            waiting[-1].start()
            while request_queue.waiting < len(waiting) + 1:
                entered.wait(0.01)
        with pytest.raises(EngineBusy), slot(request_queue):
            pytest.fail("one more than the places may not enter")
    for thread in waiting:
        thread.join(10)
    assert order == ["first", "second"]

    def leave() -> None:
        raise Left

    with pytest.raises(Left), slot(request_queue, leave):
        pytest.fail("who left may not compute")
    assert request_queue.waiting == 0
