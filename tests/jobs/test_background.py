"""Jobs in the background: one a visitor, a few at a time, gone with the visitor."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import pytest

from llm_viz.base.errors import EngineBusy, TrainingDiverged
from llm_viz.jobs import background as jobs
from llm_viz.jobs.background import JobBoard
from llm_viz.jobs.cancellation import CancelCheck


def counting(check_cancelled: CancelCheck) -> Iterator[int]:
    yield from range(3)


def endless(check_cancelled: CancelCheck) -> Iterator[int]:
    number = 0
    while True:
        time.sleep(0.005)
        check_cancelled()
        yield number
        number += 1


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_job_reports_and_ends() -> None:
    job = JobBoard().submit("a", counting)
    job.wait(10)
    assert job.state == "done"
    assert job.reports == [0, 1, 2]
    assert not job.active


def test_a_job_can_be_stopped_and_keeps_its_reports() -> None:
    job = JobBoard().submit("a", endless)
    eventually(lambda: len(job.reports) > 2)
    job.stop()
    job.wait(10)
    assert job.state == "stopped"
    assert len(job.reports) > 2


def test_a_paused_job_stands_still_and_lets_another_run() -> None:
    board = JobBoard(at_once=1)
    first, second = board.submit("a", endless), board.submit("b", endless)
    eventually(lambda: first.state == "running" and second.ahead == 1)
    first.pause()
    eventually(lambda: first.state == "paused" and second.state == "running")
    stood = len(first.reports)
    eventually(lambda: len(second.reports) > 3)
    assert len(first.reports) == stood
    first.resume()
    eventually(lambda: first.state == "waiting" and first.ahead == 1)
    second.stop()
    eventually(lambda: len(first.reports) > stood)
    first.stop()
    first.wait(10)


def test_a_visitors_new_job_ends_the_one_before() -> None:
    board = JobBoard(at_once=1)
    first = board.submit("a", endless)
    eventually(lambda: first.state == "running")
    second = board.submit("a", counting)
    second.wait(10)
    assert first.state == "stopped"
    assert second.state == "done"


def test_the_queue_is_bounded_and_seen() -> None:
    board = JobBoard(at_once=2, waiting=3)
    queued = [board.submit(f"visitor {number}", endless) for number in range(5)]
    assert [job.ahead for job in queued] == [0, 0, 1, 2, 3]
    with pytest.raises(EngineBusy):
        board.submit("one too many", counting)
    for job in queued:
        job.stop()
    for job in queued:
        job.wait(10)
    board.submit("now there is room", counting).wait(10)


def test_a_visitor_who_has_left_frees_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "FORGOTTEN_AFTER", 0.2)
    board = JobBoard(at_once=1)
    job, waiting = board.submit("a", endless), board.submit("b", endless)
    job.wait(10)
    waiting.wait(10)
    assert (job.state, waiting.state) == ("stopped", "stopped")


@pytest.mark.parametrize("paused", [False, True])
def test_asking_keeps_a_job_alive(monkeypatch: pytest.MonkeyPatch, paused: bool) -> None:
    monkeypatch.setattr(jobs, "FORGOTTEN_AFTER", 0.5)
    job = JobBoard().submit("a", endless)
    if paused:
        job.pause()
    for _ in range(10):
        time.sleep(0.1)
        assert job.active
    job.stop()
    job.wait(10)


class Clock:
    """Time that passes only where a job works or rests."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(
    ("wait_until", "took"),
    [
        pytest.param(0.0, 1.0, id="nobody waits"),
        pytest.param(math.inf, 10.0, id="somebody waits all the time"),
        pytest.param(5.0, 5.5, id="those who waited have left"),
    ],
)
def test_a_job_takes_a_tenth_of_the_time_while_others_wait(
    monkeypatch: pytest.MonkeyPatch, wait_until: float, took: float
) -> None:
    clock = Clock()
    monkeypatch.setattr(jobs, "time", clock)

    def work(check_cancelled: CancelCheck) -> Iterator[None]:
        for _ in range(100):
            clock.sleep(0.01)
            check_cancelled()
        yield

    job = JobBoard(others_wait=lambda: clock.now < wait_until).submit("a", work)
    job.wait(10)
    assert job.state == "done"
    assert clock.now == pytest.approx(took, rel=0.12)  # rests are as long as whole looks


def test_a_resting_job_can_be_stopped() -> None:
    board = JobBoard(others_wait=lambda: True)
    job = board.submit("a", endless)
    eventually(lambda: len(job.reports) > 1)
    job.stop()
    job.wait(10)
    assert job.state == "stopped"


@pytest.mark.crashes
def test_a_failure_is_kept_for_the_page() -> None:
    def diverging(check_cancelled: CancelCheck) -> Iterator[int]:
        yield 1
        raise TrainingDiverged(step=2, learning_rate=9.0)

    def broken(check_cancelled: CancelCheck) -> Iterator[int]:
        raise RuntimeError("a mistake")
        yield

    board = JobBoard()
    job = board.submit("a", diverging)
    job.wait(10)
    assert job.state == "failed"
    assert isinstance(job.error, TrainingDiverged)
    assert job.reports == [1]
    mistaken = board.submit("a", broken)
    mistaken.wait(10)
    assert mistaken.state == "failed"
    assert mistaken.error is None
