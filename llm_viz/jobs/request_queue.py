"""A fair, bounded queue in front of the processor."""

from __future__ import annotations

import threading
from collections import deque

from llm_viz.base.errors import EngineBusy
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

_POLL_SECONDS = 0.1
"""Between two calls of the cancellation check of a waiting caller."""


class Slot:
    """A caller's place in a `RequestQueue`: first waiting, then computing, until it is released."""


class RequestQueue:
    """Lets `at_once` callers compute at a time, in order of arrival; at most `places` more may wait."""

    def __init__(self, places: int, at_once: int = 1) -> None:
        self._places = places
        self._at_once = at_once
        self._queue: deque[Slot] = deque()
        self._moved = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many callers compute or wait."""
        return len(self._queue)

    def reserve(self, *, beyond_limit: bool = False) -> Slot:
        """Join the end of the queue; the slot is to be released. Raises `EngineBusy` if too many wait, unless
        `beyond_limit`.
        """
        slot = Slot()
        with self._moved:
            if not beyond_limit and len(self._queue) >= self._places + self._at_once:
                raise EngineBusy(waiting=len(self._queue))
            self._queue.append(slot)
        return slot

    def ahead(self, slot: Slot) -> int:
        """How many must release their slots before this one computes; 0 when it does, and when it was released."""
        with self._moved:
            return max(0, self._queue.index(slot) - self._at_once + 1) if slot in self._queue else 0

    def acquire(self, slot: Slot, check_cancelled: CancelCheck = never_cancel) -> None:
        """Block until the slot may compute. Raises what `check_cancelled` raises; the slot stays reserved then."""
        while True:
            check_cancelled()
            with self._moved:
                if self._moved.wait_for(lambda: self._queue.index(slot) < self._at_once, timeout=_POLL_SECONDS):
                    return

    def release(self, slot: Slot) -> None:
        """Take the slot out of the queue. ValueError if it was released before."""
        with self._moved:
            self._queue.remove(slot)
            self._moved.notify_all()
