"""Work in the background of a page: one job a visitor, a few at a time on the server, the others in a visible queue.

A page asks for `Job.state` again and again. When nobody has asked for `FORGOTTEN_AFTER` seconds, the visitor has left,
and the job ends by itself. While others wait for their pages, a job takes a small share of the time only.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, Literal, TypeVar

import torch

from llm_viz.base.errors import LlmVizError, OutOfMemory
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.jobs.request_queue import RequestQueue

_LOG = logging.getLogger(__name__)

AT_ONCE = 2
"""Jobs that compute at the same time; more would slow down the pages themselves."""
MAX_WAITING = 20
FORGOTTEN_AFTER = 30.0
"""Seconds without anybody asking, after which a job ends."""
_POLL_SECONDS = 0.1  # between two looks at whether a paused job is to go on
REST = 9.0
"""While others wait, a job rests so many times as long as it has just worked: on two cores, two jobs without rest made
50 visitors who came together wait three times as long.
"""
_LONGEST_REST = 1.0  # seconds
_REST_POLL_SECONDS = 0.02  # between two looks at whether others still wait

State = Literal["waiting", "running", "paused", "done", "stopped", "failed"]
Report = TypeVar("Report")
Work = Callable[[CancelCheck], Iterator[Report]]
"""What a job does: yields its reports, and calls the `CancelCheck` between pieces of work of a few milliseconds."""


def nobody_waits() -> bool:
    """For jobs that have the machine to themselves."""
    return False


class _Stopped(BaseException):
    """Raised by a job's `CancelCheck` when it is to end."""


class Job(Generic[Report]):
    """A piece of work in a thread of its own.

    `reports` grows while it runs. `error` says why it failed: an `LlmVizError` that the work raised, `OutOfMemory`, or
    None for any other exception, which is logged. `others_wait`: whether somebody waits for whom it is to give way.
    The constructor raises `EngineBusy` if the queue is full.
    """

    def __init__(
        self, work: Work[Report], request_queue: RequestQueue, others_wait: Callable[[], bool] = nobody_waits
    ) -> None:
        self.reports: list[Report] = []
        self.error: LlmVizError | None = None
        self._work = work
        self._queue = request_queue
        self._others_wait = others_wait
        self._slot = request_queue.reserve()
        self._state: State = "waiting"
        self._pause = threading.Event()
        self._stop = threading.Event()
        self._asked = self._worked_since = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """What the job is doing. Each call restarts the `FORGOTTEN_AFTER` seconds."""
        self._asked = time.monotonic()
        return self._state

    @property
    def active(self) -> bool:
        """Whether it may still yield reports."""
        return self.state in ("waiting", "running", "paused")

    @property
    def ahead(self) -> int:
        """How many other jobs must end or pause before this one runs."""
        return self._queue.ahead(self._slot)

    def pause(self) -> None:
        """Suspend the work until `resume` and release the slot to the next job."""
        self._pause.set()

    def resume(self) -> None:
        """Continue after a pause, from the end of the queue."""
        self._pause.clear()

    def stop(self) -> None:
        """End at the next cancellation check; the reports remain."""
        self._stop.set()

    def wait(self, timeout: float | None = None) -> None:
        """Block until the job has ended, at most `timeout` seconds (None: without limit)."""
        self._thread.join(timeout)

    def _run(self) -> None:
        torch.set_num_threads(1)  # of this thread only; the other cores stay free for the pages
        try:
            self._queue.acquire(self._slot, self._check_abandoned)
            self._state, self._worked_since = "running", time.monotonic()
            for report in self._work(self._check_cancelled):
                self.reports.append(report)
                self._check_cancelled()
            self._state = "done"
        except _Stopped:
            self._state = "stopped"
        except LlmVizError as error:
            self.error, self._state = error, "failed"
        except (MemoryError, torch.OutOfMemoryError):
            self.error, self._state = OutOfMemory(), "failed"
        except Exception:
            _LOG.exception("A job failed")
            self._state = "failed"
        finally:
            self._queue.release(self._slot)

    def _check_abandoned(self) -> None:
        if self._stop.is_set() or time.monotonic() - self._asked > FORGOTTEN_AFTER:
            raise _Stopped

    def _check_cancelled(self) -> None:
        self._check_abandoned()
        if self._pause.is_set():
            self._wait_while_paused()
        self._give_way()

    def _give_way(self) -> None:
        """Rest while others wait, but not for ever: somebody may wait all the time."""
        began = time.monotonic()
        end = began + min(_LONGEST_REST, REST * (began - self._worked_since))
        while time.monotonic() < end and self._others_wait():
            self._check_abandoned()
            time.sleep(_REST_POLL_SECONDS)
        self._worked_since = time.monotonic()

    def _wait_while_paused(self) -> None:
        self._queue.release(self._slot)
        self._state = "paused"
        try:
            while self._pause.is_set():
                self._check_abandoned()
                time.sleep(_POLL_SECONDS)
        finally:
            self._slot = self._queue.reserve(beyond_limit=True)  # it was admitted when it was submitted
        self._state = "waiting"
        self._queue.acquire(self._slot, self._check_abandoned)
        self._state, self._worked_since = "running", time.monotonic()


class JobBoard:
    """The jobs of all visitors: one each, a new one ends the one before. They give way while `others_wait`."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        waiting: int = MAX_WAITING,
        others_wait: Callable[[], bool] = nobody_waits,
    ) -> None:
        self._queue = RequestQueue(waiting, at_once)
        self._others_wait = others_wait
        self._jobs: dict[str, Job[object]] = {}
        self._lock = threading.Lock()

    def submit(self, visitor: str, work: Work[Report]) -> Job[Report]:
        """Start this work for a visitor, or queue it. Raises `EngineBusy` if the queue is full."""
        with self._lock:
            if before := self._jobs.pop(visitor, None):
                before.stop()
                before.wait(timeout=1)
            self._jobs = {name: job for name, job in self._jobs.items() if job._thread.is_alive()}
            job = Job(work, self._queue, self._others_wait)
            self._jobs[visitor] = job  # type: ignore[assignment]
        return job
