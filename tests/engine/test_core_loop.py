"""One thread serves everybody: in order, within bounds, and whatever fails fails for those concerned only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from llm_viz.base.errors import EngineBusy, OutOfMemory
from llm_viz.engine import core_loop
from llm_viz.engine.core_loop import CoreLoop
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.writing import Generation
from tests.support import tiny
from tests.support.core import hold, until
from tests.support.decoding import assert_same_steps, generate


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return tiny.load_saved(tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama"))


@pytest.fixture
def core() -> CoreLoop:
    return CoreLoop(places=16)


def text(number: int = 0, tokens: int = 8) -> GenerationRequest:
    return GenerationRequest("tiny", "the apple"[number % 5 :], sampling=Sampling(seed=number), max_new_tokens=tokens)


@pytest.fixture
def held(core: CoreLoop) -> Iterator[threading.Event]:
    with hold(core) as release:
        yield release


def test_calls_run_one_by_one_in_the_order_in_which_they_came(core: CoreLoop, held: threading.Event) -> None:
    order: list[tuple[int, str]] = []
    with ThreadPoolExecutor(5) as pool:
        calls = []
        for number in range(5):
            calls.append(
                pool.submit(core.call, lambda number=number: order.append((number, threading.current_thread().name)), 1)
            )
            until(lambda number=number: core.waiting == number + 2)
        held.set()
        for call in calls:
            call.result(30)
    assert order == [(number, "llm-viz-core") for number in range(5)]
    assert core.waiting == 0


def test_an_error_reaches_him_who_asked_and_nobody_else(core: CoreLoop) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        core.call(fail, 1)
    assert core.call(lambda: 7, 1) == 7


def test_no_memory_is_said_in_one_way(core: CoreLoop) -> None:
    def fail() -> None:
        raise MemoryError

    with pytest.raises(OutOfMemory):
        core.call(fail, 1)


def test_too_many_are_sent_away(held: threading.Event, core: CoreLoop) -> None:
    with ThreadPoolExecutor(16) as pool:
        calls = [pool.submit(core.call, lambda: None, 1) for _ in range(15)]
        until(lambda: core.waiting == 16)
        waiting = pool.submit(core.call, lambda: None, 1)
        until(lambda: core.waiting == 17)
        with pytest.raises(EngineBusy):
            core.call(lambda: None, 1)
        held.set()
        for call in (*calls, waiting):
            call.result(30)


def test_who_leaves_while_waiting_is_forgotten(core: CoreLoop, held: threading.Event) -> None:
    class Left(Exception):
        pass

    calls = 0

    def leave() -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise Left

    ran: list[int] = []
    with pytest.raises(Left):
        core.call(lambda: ran.append(1), 1, leave)
    held.set()
    assert core.call(lambda: 3, 1) == 3
    assert ran == []
    assert core.waiting == 0


def test_texts_of_many_visitors_are_those_of_each_alone(
    core: CoreLoop, loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than the model writes at once: the others wait for a place."""
    monkeypatch.setattr(core_loop, "MAX_ROWS", 3)
    expected = [list(generate(loaded, text(number, 4 + number))) for number in range(10)]
    with ThreadPoolExecutor(10) as pool:
        running = [
            pool.submit(lambda number=number: list(core.write(Generation(loaded, text(number, 4 + number)))))
            for number in range(10)
        ]
        for found, steps in zip(running, expected, strict=True):
            assert_same_steps(found.result(60), steps)
    until(lambda: core.waiting == 0)


def test_a_failed_step_ends_the_texts_of_the_model_and_the_next_is_served(
    core: CoreLoop, loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Decoder) -> Iterator[object]:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(Decoder, "step", fail)
        with pytest.raises(OutOfMemory):
            list(core.write(Generation(loaded, text())))
    assert core.waiting == 0
    assert_same_steps(list(core.write(Generation(loaded, text()))), list(generate(loaded, text())))


def test_a_click_does_not_wait_for_the_end_of_a_text_nor_a_text_for_the_clicks(
    core: CoreLoop, loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a text is written, calls are served between its steps; while calls keep coming, it is written on."""
    monkeypatch.setattr(core_loop, "CALL_SECONDS", 0.02)
    stop = threading.Event()

    def click() -> int:
        served = 0
        while not stop.is_set():
            core.call(lambda: time.sleep(0.002), 1)
            served += 1
        return served

    with ThreadPoolExecutor(3) as pool:
        clicking = [pool.submit(click) for _ in range(3)]
        steps = list(core.write(Generation(loaded, text(tokens=40))))
        stop.set()
        assert len(steps) == 40 or steps[-1].stop == "end_of_text"
        assert all(clicks.result(30) > len(steps) / 4 for clicks in clicking)


def test_a_text_that_fills_the_context_ends_at_once_and_harms_no_other(core: CoreLoop, loaded: LoadedModel) -> None:
    room = loaded.facts.context_length - len(loaded.tokenizer.ids("the apple"))
    full = GenerationRequest("tiny", "the apple", continuation=(tiny.VOCABULARY - 1,) * room, max_new_tokens=5)
    with ThreadPoolExecutor(2) as pool:
        other = pool.submit(lambda: list(core.write(Generation(loaded, text()))))
        assert list(core.write(Generation(loaded, full))) == []
        assert_same_steps(other.result(30), list(generate(loaded, text())))


def test_a_closed_text_is_written_no_further(core: CoreLoop, loaded: LoadedModel) -> None:
    steps = core.write(Generation(loaded, text(tokens=100)))
    next(steps)
    steps.close()
    until(lambda: core.waiting == 0 and not core._decoders)


def test_like_questions_are_answered_together_and_equal_ones_once(core: CoreLoop, held: threading.Event) -> None:
    passes: list[list[int]] = []

    def double(subjects: list[int]) -> list[int]:
        passes.append(subjects)
        return [2 * subject for subject in subjects]

    asked = [1, 2, 1, 3, 2, 1]
    with ThreadPoolExecutor(7) as pool:
        answers = []
        for number, subject in enumerate(asked):
            answers.append(pool.submit(core.ask, "double", subject, 10, double))
            until(lambda number=number: core.waiting == number + 2)
        other = pool.submit(core.ask, "other", 1, 10, double)
        until(lambda: core.waiting == len(asked) + 2)
        held.set()
        assert [answer.result(30) for answer in answers] == [2 * subject for subject in asked]
        assert other.result(30) == 2
    assert passes == [[1, 2, 3], [1]]
    assert core.waiting == 0


def test_questions_beyond_the_size_of_a_pass_wait_for_the_next(core: CoreLoop, held: threading.Event) -> None:
    passes: list[list[int]] = []

    def same(subjects: list[int]) -> list[int]:
        passes.append(subjects)
        return subjects

    with ThreadPoolExecutor(3) as pool:
        answers = []
        for number in range(3):
            answers.append(pool.submit(core.ask, "same", number, core_loop.PASS_TOKENS // 2, same))
            until(lambda number=number: core.waiting == number + 2)
        held.set()
        assert [answer.result(30) for answer in answers] == [0, 1, 2]
    assert passes == [[0, 1], [2]]


def test_a_question_that_fails_does_so_for_him_who_asked(core: CoreLoop, held: threading.Event) -> None:
    def answer(subjects: list[int]) -> list[int]:
        if 2 in subjects:
            raise MemoryError
        return subjects

    with ThreadPoolExecutor(3) as pool:
        answers = []
        for number in range(1, 4):
            answers.append(pool.submit(core.ask, "same", number, 10, answer))
            until(lambda number=number: core.waiting == number + 1)
        held.set()
        assert answers[0].result(30) == 1
        assert answers[2].result(30) == 3
        with pytest.raises(OutOfMemory):
            answers[1].result(30)
    assert core.waiting == 0


def test_equal_texts_are_written_once_for_all_who_ask(
    core: CoreLoop, loaded: LoadedModel, held: threading.Event
) -> None:
    """Whoever comes later gets them from the first step on; who leaves stops nobody."""
    expected = list(generate(loaded, text(1, 12)))
    joined: list[Generation] = []

    def read(steps: int) -> list[GenerationStep]:
        reading = core.write(Generation(loaded, text(1, 12)), name="the same")
        found = [next(reading) for _ in range(steps)]
        reading.close()
        return found

    really_join = Decoder.join

    def join(decoder: Decoder, texts: list[Generation]) -> Iterator[object]:
        joined.extend(texts)
        return really_join(decoder, texts)

    with ThreadPoolExecutor(6) as pool, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Decoder, "join", join)
        readers = [pool.submit(read, steps) for steps in (1, 12, 5, 12)]
        until(lambda: core.waiting == 1 + len(readers))
        held.set()
        early = readers[0].result(30)
        late = pool.submit(read, 12)
        for reader, steps in zip((*readers, late), (1, 12, 5, 12, 12), strict=True):
            assert_same_steps(reader.result(30), expected[:steps])
    assert early[0] is readers[1].result()[0], "one step, for both"
    assert len(joined) <= 2, "at most one more for the last, if he came after the end"
    assert core.waiting == 0


def test_a_text_of_many_readers_stops_when_the_last_has_left(core: CoreLoop, loaded: LoadedModel) -> None:
    one, other = (core.write(Generation(loaded, text(2, 200)), name="the same") for _ in range(2))
    assert next(one) is next(other)
    one.close()
    next(other)
    assert core.waiting == 1
    other.close()
    assert core.waiting == 0
    until(lambda: not core._decoders)
    anew = core.write(Generation(loaded, text(2, 4)), name="the same")
    assert_same_steps(list(anew), list(generate(loaded, text(2, 4))))


def test_a_failed_step_reaches_all_readers_of_a_text(
    core: CoreLoop, loaded: LoadedModel, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Decoder) -> Iterator[object]:
        raise MemoryError

    monkeypatch.setattr(Decoder, "step", fail)
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(lambda: list(core.write(Generation(loaded, text()), name="one"))) for _ in range(2)]
        until(lambda: core.waiting == 3)
        held.set()
        for reader in readers:
            with pytest.raises(OutOfMemory):
                reader.result(30)
    assert core.waiting == 0
