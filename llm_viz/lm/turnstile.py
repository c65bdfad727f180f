"""A fair, bounded queue in front of the processor."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from llm_viz.errors import EngineBusy
from llm_viz.lm.protocol import Checkpoint, carry_on

_PATIENCE = 0.1
"""Seconds between two looks at whether the waiting visitor is still there."""


class Turnstile:
    """Lets one caller through at a time, in order of arrival; at most `places` may wait.

    One at a time, because PyTorch already spreads a single forward pass over all cores.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._queue: deque[object] = deque()
        self._moved = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many are inside or waiting."""
        return len(self._queue)

    @contextmanager
    def turn(self, checkpoint: Checkpoint = carry_on) -> Iterator[None]:
        """Wait for one's turn; the block is the turn. `EngineBusy` if too many wait; what `checkpoint` raises
        abandons it.
        """
        ticket = object()
        with self._moved:
            if len(self._queue) > self._places:
                raise EngineBusy(waiting=len(self._queue))
            self._queue.append(ticket)
        try:
            self._wait(ticket, checkpoint)
            yield
        finally:
            with self._moved:
                self._queue.remove(ticket)
                self._moved.notify_all()

    def _wait(self, ticket: object, checkpoint: Checkpoint) -> None:
        while True:
            checkpoint()
            with self._moved:
                if self._moved.wait_for(lambda: self._queue[0] is ticket, timeout=_PATIENCE):
                    return
