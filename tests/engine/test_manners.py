"""Nobody waits behind a long job, nobody starves while others pour in, and whoever waits knows his place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from llm_viz.base.errors import EngineBusy
from llm_viz.engine import core_loop
from llm_viz.engine.core_loop import CoreLoop
from llm_viz.engine.decoder import Decoder, Written
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.local import MAX_WAITING
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, Sampling
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.engine.tickets import PATIENCE
from llm_viz.engine.writing import Continuing, Generation, Writing
from llm_viz.kit.shell.server.crowd import MAX_PAGES
from tests.support import tiny
from tests.support.core import hold, until


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return tiny.load_saved(tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama"))


@pytest.fixture
def core() -> CoreLoop:
    return CoreLoop(places=64)


def _are_waiting(core: CoreLoop, count: int) -> bool:
    return core.waiting == count


class Log:
    """What the loop has done, in order."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def job(self, core: CoreLoop, name: str, parts: int, ready: threading.Event | None = None) -> None:
        """A long job, one part after the other."""
        for _ in range(parts):
            core.ask(name, object(), 100, lambda _: [self._part(name, ready)], patience=PATIENCE)

    def click(self, core: CoreLoop) -> None:
        core.ask("click", object(), 5, lambda subjects: [self.done.append("click") for _ in subjects])

    def _part(self, name: str, ready: threading.Event | None) -> None:
        time.sleep(0.01)
        self.done.append(name)
        if ready is not None:
            ready.set()


def test_a_click_waits_for_one_part_of_all_long_jobs_at_most(core: CoreLoop) -> None:
    """However many visitors have such a job. Without patience it would wait for a part of each."""
    log, begun = Log(), threading.Event()
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(log.job, core, f"job {number}", 20, begun) for number in range(8)]
        assert begun.wait(30)
        for _ in range(5):
            before = len(log.done)
            log.click(core)
            assert log.done[before:].index("click") <= 2  # the part that ran, and one that ended as the click came
            time.sleep(0.02)
        for job in jobs:
            job.result(30)
    assert len(log.done) == 8 * 20 + 5


def test_a_long_job_goes_on_while_clicks_pour_in(core: CoreLoop) -> None:
    pouring, stop = threading.Event(), threading.Event()

    def clicks() -> None:
        while not stop.is_set():
            core.call(lambda: time.sleep(0.005), 5)
            pouring.set()

    with ThreadPoolExecutor(5) as pool:
        clicking = [pool.submit(clicks) for _ in range(4)]
        assert pouring.wait(30)
        try:
            parts = [core.ask("job", number, 100, lambda _: [None], patience=0.2) for number in (1, 2)]
        finally:
            stop.set()
        for clicked in clicking:
            clicked.result(30)
    assert len(parts) == 2  # both came to their turn although somebody always clicked


def test_a_large_request_is_not_passed_for_ever_by_small_ones(
    core: CoreLoop, loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four continuations need four free rows at once; a single text that came later would take each that is freed."""
    monkeypatch.setattr(core_loop, "MAX_ROWS", 4)
    joined: list[int] = []  # how many rows each text took, in the order in which the loop let them in
    join = Decoder.join

    def watched(decoder: Decoder, newcomers: Sequence[Writing[Any]]) -> Iterator[Written]:
        joined.extend(len(writing.rows) for writing in newcomers)
        return join(decoder, newcomers)

    monkeypatch.setattr(Decoder, "join", watched)

    def write(count: int, tokens: int) -> None:
        sampling = Sampling(temperature=0.0)
        request = ContinuationsRequest("tiny", "the phone", sampling, count=count, max_new_tokens=tokens)
        assert len(list(core.write(Continuing(loaded, request)))) == tokens

    with ThreadPoolExecutor(4) as pool, hold(core) as release:
        running = []
        for number, (count, tokens) in enumerate([(1, 2), (2, 60), (4, 2), (1, 60)], start=2):
            running.append(pool.submit(write, count, tokens))
            until(partial(_are_waiting, core, number))
        release.set()
        for text in running:
            text.result(30)
    assert joined == [1, 2, 4, 1]  # the first two at once; the large one before the small one that came after it


def test_a_question_that_is_being_answered_is_not_answered_again(core: CoreLoop) -> None:
    begun, release, passes = threading.Event(), threading.Event(), []

    def answer(subjects: list[str]) -> list[str]:
        passes.append(subjects)
        begun.set()
        release.wait(30)
        return [subject.upper() for subject in subjects]

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(core.ask, "shout", "hello", 1, answer)
        assert begun.wait(30)
        same = pool.submit(core.ask, "shout", "hello", 1, answer)
        other = pool.submit(core.ask, "shout", "bye", 1, answer)
        until(lambda: core.waiting == 3)
        release.set()
        assert [asked.result(30) for asked in (first, same, other)] == ["HELLO", "HELLO", "BYE"]
    assert passes == [["hello"], ["bye"]]
    assert core.waiting == 0


def test_places_are_told_from_measured_speed_until_the_wait_is_over(core: CoreLoop) -> None:
    """Each work takes as long as its tokens say; so the told seconds can be compared with what they turn out to be."""
    heard: dict[int, list[Standing | None]] = {number: [] for number in range(3)}

    def work() -> str:
        time.sleep(0.3)
        return "done"

    def asked(number: int) -> str:
        return core.call(work, 75, lambda: heard[number].append(core.standing()))

    for _ in range(3):
        core.call(lambda: time.sleep(0.1), 0)
    with hold(core) as release, ThreadPoolExecutor(3) as pool:
        calls = []
        for number in range(3):
            calls.append(pool.submit(asked, number))
            until(partial(_are_waiting, core, number + 2))
        until(lambda: all(heard.values()))
        release.set()
        assert [call.result(30) for call in calls] == ["done"] * 3
    for number in range(3):
        told = [standing for standing in heard[number] if standing is not None]
        assert told[0].before == number + 1
        assert heard[number][-1] is None, "the last is told after the wait"
    first = heard[2][0] if heard[2][0] is not None else heard[2][1]
    assert first is not None
    assert first.seconds == pytest.approx(0.1 + 2 * 0.4, rel=0.6)
    assert core.standing() is None


def test_who_waits_for_a_row_knows_his_place_but_not_when(
    core: CoreLoop, loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core_loop, "MAX_ROWS", 1)
    core.call(lambda: time.sleep(0.01), 10)
    long = GenerationRequest("tiny", "the apple", sampling=Sampling(seed=5), max_new_tokens=100)
    steps = core.write(Generation(loaded, long))
    next(steps)
    heard: list[Standing | None] = []
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: list(core.write(Generation(loaded, long), lambda: heard.append(core.standing()))))
        until(lambda: any(heard))
        steps.close()
        assert waiting.result(30)
    assert Standing(0, None) in heard


def test_no_open_page_is_turned_away() -> None:
    """Each asks for one thing at a time, and for one more at most while a text is written for it."""
    assert MAX_WAITING >= MAX_PAGES


def test_a_full_line_says_how_many_wait() -> None:
    small = CoreLoop(places=2)
    with hold(small) as release, ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(small.call, lambda: None, 1) for _ in range(2)]
        until(lambda: small.waiting == 3)
        with pytest.raises(EngineBusy) as refused:
            small.call(lambda: None, 1)
        assert refused.value.values == {"waiting": 2}
        release.set()
        for call in calls:
            call.result(30)
