"""A fair, bounded queue in front of the processor."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from llm_viz.base.errors import EngineBusy
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

_PATIENCE = 0.1
"""Seconds between two looks at whether the waiting visitor is still there."""


class RequestQueue:
    """Lets `at_once` callers through at a time, in order of arrival; at most `places` more may wait.

    One at a time is right for a forward pass of a large model, which PyTorch already spreads over all cores.
    """

    def __init__(self, places: int, at_once: int = 1) -> None:
        self._places = places
        self._at_once = at_once
        self._queue: deque[object] = deque()
        self._moved = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many are inside or waiting."""
        return len(self._queue)

    @contextmanager
    def turn(self, check_cancelled: CancelCheck = never_cancel) -> Iterator[None]:
        """Wait for one's turn; the block is the turn. `EngineBusy` if too many wait; what `check_cancelled` raises
        abandons it.
        """
        ticket = self.ticket()
        try:
            self.wait(ticket, check_cancelled)
            yield
        finally:
            self.leave(ticket)

    def ticket(self, *, always: bool = False) -> object:
        """Join the queue; to be given back with `leave`. `EngineBusy` if too many wait, unless `always`."""
        ticket = object()
        with self._moved:
            if not always and len(self._queue) >= self._places + self._at_once:
                raise EngineBusy(waiting=len(self._queue))
            self._queue.append(ticket)
        return ticket

    def ahead(self, ticket: object) -> int:
        """How many must leave before it is this ticket's turn; 0 once it is, or when it was given back."""
        with self._moved:
            return max(0, self._queue.index(ticket) - self._at_once + 1) if ticket in self._queue else 0

    def wait(self, ticket: object, check_cancelled: CancelCheck = never_cancel) -> None:
        """Until it is this ticket's turn."""
        while True:
            check_cancelled()
            with self._moved:
                if self._moved.wait_for(lambda: self._queue.index(ticket) < self._at_once, timeout=_PATIENCE):
                    return

    def leave(self, ticket: object) -> None:
        """Give the ticket back."""
        with self._moved:
            self._queue.remove(ticket)
            self._moved.notify_all()
