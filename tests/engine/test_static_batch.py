"""Texts written at fixed addresses by recorded steps are those written plainly, and what could be wrong is given up."""

from __future__ import annotations

import dataclasses
import gc
import logging
import math
import random
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import torch
from transformers import LlamaForCausalLM, PreTrainedModel

from llm_viz.base.errors import ModelBroken
from llm_viz.engine import filters, loading
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.recorded_ways import recorded_ways
from llm_viz.engine.replay import Recorder, Replay, recorded_in_python
from llm_viz.engine.static_batch import StaticBatch
from llm_viz.engine.static_memory import ROWS, Bucket
from llm_viz.engine.writing import Continuing, Generation, Writing
from tests.engine.test_decoder import request_of
from tests.support import tiny
from tests.support.decoding import assert_same_steps, continuations, generate
from tests.support.host import ways_to_the_host

BUDGET = 10**8
LONG = "the apple and the phone 私は今日は学校に行きます " * 15  # more than a hundred tokens, in a context of 512


class Counting:
    """Counts recordings and replays."""

    def __init__(self) -> None:
        self.recorded = self.replayed = 0

    def __call__(self, step: Callable[[], None]) -> Replay:
        self.recorded += 1
        replay = recorded_in_python(step)

        def run() -> None:
            self.replayed += 1
            replay()

        return run


def writing_nothing(step: Callable[[], None]) -> Replay:
    """Right while it is recorded."""
    step()
    return lambda: None


def refusing(step: Callable[[], None]) -> Replay:
    """As CUDA refuses."""
    raise RuntimeError("operation not permitted when stream is capturing")


def short_of_memory(step: Callable[[], None]) -> Replay:
    raise torch.OutOfMemoryError("CUDA out of memory")


def loaded_plainly(build: Callable[[], PreTrainedModel], folder: Path) -> LoadedModel:
    return dataclasses.replace(
        tiny.load_saved(tiny.save(build, folder)), end_ids=frozenset(), static=None, reading=None
    )


@pytest.fixture(scope="module")
def family(tiny_model: LoadedModel) -> LoadedModel:
    return dataclasses.replace(tiny_model, prefixes=Prefixes(), end_ids=frozenset(), static=None, reading=None)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return loaded_plainly(tiny.gemma3, tmp_path_factory.mktemp("models") / "gemma3")


def with_recorded_steps(
    loaded: LoadedModel, recorder: Recorder = recorded_in_python, budget: int = BUDGET
) -> tuple[LoadedModel, StaticBatch]:
    """The model, and where its steps are recorded."""
    static = recorded_ways(loaded.model, loaded.facts, loaded.abilities, lambda: recorder, budget)["static"]
    return dataclasses.replace(loaded, static=static), static


def written(loaded: LoadedModel, requests: list[GenerationRequest]) -> list[list[GenerationStep]]:
    """All texts written together: the first one begins a step earlier."""
    decoder, writings = Decoder(loaded), [Generation(loaded, request) for request in requests]
    steps = [*decoder.join(writings[:1]), *decoder.step()]
    if writings[1:]:
        steps += decoder.join(writings[1:])
    while decoder.rows:
        steps += decoder.step()
    return [[step for member, step in steps if member is writing] for writing in writings]


def assert_written_plainly(loaded: LoadedModel, plain: LoadedModel, requests: list[GenerationRequest]) -> None:
    for found, request in zip(written(loaded, requests), requests, strict=True):
        assert_same_steps(found, list(generate(plain, request)))


def test_joining_and_leaving_at_random_changes_no_text(family: LoadedModel) -> None:
    """As without recordings: twelve visitors come when they like, and some leave in the middle."""
    chance = random.Random(family.facts.name)
    loaded, static = with_recorded_steps(family)
    decoder, coming = Decoder(loaded), list(range(12))
    chance.shuffle(coming)
    numbers: dict[Writing[GenerationStep], int] = {}
    found: dict[int, list[GenerationStep]] = {number: [] for number in coming}
    left = set()
    while coming or decoder.rows:
        newcomers = {Generation(loaded, request_of(number)): number for number in coming[: chance.randrange(4)]}
        coming = coming[len(newcomers) :]
        numbers |= newcomers
        for writing, step in [*(decoder.join(list(newcomers)) if newcomers else ()), *decoder.step()]:
            found[numbers[writing]].append(step)  # type: ignore[index]
        if decoder.writings and chance.random() < 0.15:
            leaving = chance.choice(sorted(decoder.writings, key=numbers.__getitem__))
            decoder.leave(leaving)
            left.add(numbers[leaving])
    assert static.refused is None
    for number, steps in found.items():
        expected = list(generate(family, request_of(number)))
        assert_same_steps(steps, expected[: len(steps)] if number in left else expected)


def test_continuations_and_single_texts_share_recorded_steps(plain: LoadedModel) -> None:
    loaded, static = with_recorded_steps(plain)
    several = ContinuationsRequest("tiny", "the apple", Sampling(temperature=1.5, seed=5), count=3, max_new_tokens=6)
    decoder, together, alone = Decoder(loaded), Continuing(loaded, several), Generation(loaded, request_of(1))
    steps = [*decoder.join([together]), *decoder.step(), *decoder.join([alone])]
    while decoder.rows:
        steps += decoder.step()
    *_, found = (item for writing, item in steps if writing is together)
    *_, expected = continuations(plain, several)
    assert [item.ids for item in found.items] == [item.ids for item in expected.items]
    assert_same_steps([item for writing, item in steps if writing is alone], list(generate(plain, request_of(1))))
    assert static.refused is None


def test_a_step_goes_to_the_host_once(family: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of texts, their lengths and settings; where nothing is doubtful."""
    monkeypatch.setattr(filters, "LOGIT_MARGIN", 0)
    monkeypatch.setattr(filters, "MASS_MARGIN", 0)
    loaded, _ = with_recorded_steps(family)
    decoder = Decoder(loaded)
    list(decoder.join([Generation(loaded, dataclasses.replace(request_of(n), max_new_tokens=9)) for n in range(10)]))
    for _ in range(2):  # records, and compares
        list(decoder.step())
    with ways_to_the_host() as taken:
        list(decoder.step())
    assert taken == {"tolist": 1}


def test_recordings_are_kept_for_the_next_text(plain: LoadedModel) -> None:
    """One for each number of rows, and one for each way of choosing from them."""
    counting = Counting()
    loaded, _ = with_recorded_steps(plain, counting)
    written(loaded, [request_of(1)])
    assert counting.recorded == 2
    before = counting.replayed
    steps = written(loaded, [request_of(2)])[0]
    assert (counting.recorded, counting.replayed) == (2, before + 2 * (len(steps) - 1))
    written(loaded, [request_of(3), request_of(4)])
    assert counting.recorded == 4


def test_whoever_comes_while_it_is_in_use_is_written_plainly(plain: LoadedModel) -> None:
    counting = Counting()
    loaded, _ = with_recorded_steps(plain, counting)
    first, second = Decoder(loaded), Decoder(loaded)
    one, other = Generation(loaded, request_of(1)), Generation(loaded, request_of(2))
    steps = [*first.join([one]), *second.join([other])]
    while second.rows:
        steps += second.step()
    assert counting.recorded == 0
    while first.rows:
        steps += first.step()
    assert counting.recorded == 2
    for writing, number in ((one, 1), (other, 2)):
        expected = list(generate(plain, request_of(number)))
        assert_same_steps([step for member, step in steps if member is writing], expected)


def test_a_decoder_that_is_gone_uses_nothing(plain: LoadedModel) -> None:
    loaded, static = with_recorded_steps(plain)
    gone, user = Decoder(loaded), Decoder(loaded)
    list(gone.join([Generation(loaded, request_of(1))]))
    assert not static.taken_by(user)
    del gone
    assert static.taken_by(user)


@pytest.mark.parametrize("recorder", [writing_nothing, refusing])
def test_what_deviates_or_cannot_be_recorded_is_given_up_for_good(
    plain: LoadedModel, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    loaded, static = with_recorded_steps(plain, recorder)
    requests = [request_of(number) for number in range(3)]
    with caplog.at_level(logging.WARNING):
        assert_written_plainly(loaded, plain, requests)
    assert len(caplog.records) == 1
    assert static.refused is not None
    assert static.refused in caplog.text
    assert static.memory.bytes == 0
    assert not static.taken_by(Decoder(loaded))
    assert_written_plainly(loaded, plain, requests)
    assert len(caplog.records) == 1


def test_a_recording_that_remembers_something_else_is_given_up(plain: LoadedModel) -> None:
    """Its first logits are right."""

    def forgetful(step: Callable[[], None]) -> Replay:
        def run() -> None:
            step()
            for buffer in list(static.memory._buffers())[-1:]:
                buffer[0, :, static.memory.lengths[0]] += 0.5

        return run

    loaded, static = with_recorded_steps(plain, forgetful)
    assert_written_plainly(loaded, plain, [request_of(1)])
    assert "keys and values" in str(static.refused)


def test_a_recording_that_keeps_its_first_inputs_is_given_up(plain: LoadedModel) -> None:
    """Its first replay is right, and the second would not be."""

    def constant(step: Callable[[], None]) -> Replay:
        there = static._tokens.of_shape(2, ROWS[-1], 1)
        inputs = there.clone()

        def run() -> None:
            given = there.clone()
            there.copy_(inputs)
            step()
            there.copy_(given)

        return run

    loaded, static = with_recorded_steps(plain, constant)
    assert_written_plainly(loaded, plain, [request_of(1)])
    assert "differ" in str(static.refused)


def test_a_text_that_ends_by_an_error_leaves_nothing_behind(plain: LoadedModel) -> None:
    """What is no number in its rows would reach those who come after it."""
    loaded, static = with_recorded_steps(plain)
    decoder = Decoder(loaded)
    list(decoder.join([Generation(loaded, request_of(1))]))
    list(decoder.step())
    with torch.inference_mode():
        for buffer in static.memory._buffers():
            buffer.fill_(math.nan)
    with pytest.raises(ModelBroken):
        list(decoder.step())
    del decoder
    assert_written_plainly(loaded, plain, [request_of(2)])
    assert static.refused is None


def test_a_recording_that_chooses_otherwise_is_given_up(plain: LoadedModel) -> None:
    recorded = []

    def careless(step: Callable[[], None]) -> Replay:
        recorded.append(step)
        return step if len(recorded) == 1 else lambda: None

    loaded, static = with_recorded_steps(plain, careless)
    assert_written_plainly(loaded, plain, [request_of(1)])
    assert "choices" in str(static.refused)


@pytest.mark.parametrize(("recorder", "budget"), [(short_of_memory, BUDGET), (recorded_in_python, 1000)])
def test_where_there_is_no_room_texts_are_written_plainly_this_time(
    plain: LoadedModel, recorder: Recorder, budget: int
) -> None:
    loaded, static = with_recorded_steps(plain, recorder, budget)
    assert_written_plainly(loaded, plain, [request_of(number) for number in range(3)])
    assert static.memory.bytes == 0
    assert static.taken_by(Decoder(loaded))


def test_the_memory_grows_as_far_as_it_may(tmp_path_factory: pytest.TempPathFactory) -> None:
    """From 64 rows of 128 columns to fewer rows with more columns, and no further; no text notices."""
    plain = loaded_plainly(long_llama, tmp_path_factory.mktemp("long") / "llama")
    token = 2 * plain.facts.layers * plain.facts.key_value_heads * 8 * 4
    loaded, static = with_recorded_steps(plain, budget=64 * 128 * token)
    length = len(plain.tokenizer.ids(LONG))
    assert 90 < length < 126
    requests = [
        GenerationRequest("tiny", LONG, sampling=Sampling(seed=1), max_new_tokens=126 - length),
        GenerationRequest("tiny", LONG, sampling=Sampling(seed=2), max_new_tokens=133 - length),
        GenerationRequest("tiny", "the", sampling=Sampling(seed=3), max_new_tokens=40),
    ]
    assert_written_plainly(loaded, plain, requests)
    assert static.memory._size == Bucket(16, 512)
    assert static.memory.grown == 2
    more = GenerationRequest("tiny", f"{LONG}{LONG}{LONG}", sampling=Sampling(seed=4), max_new_tokens=4)
    assert_written_plainly(loaded, plain, [more])
    assert static.memory._size == Bucket(16, 512)
    assert static.refused is None


def long_llama() -> PreTrainedModel:
    """With a context of 512 tokens."""
    config = tiny.llama().config
    config.max_position_embeddings = 512
    return LlamaForCausalLM(config)


def test_nothing_stays_of_a_model_that_is_forgotten(tmp_path_factory: pytest.TempPathFactory) -> None:
    card = tiny.save(tiny.llama, tmp_path_factory.mktemp("forgotten") / "llama")
    loaded, static = with_recorded_steps(tiny.load_saved(card))
    written(loaded, [request_of(1)])
    assert static.memory.bytes > 0
    held = [weakref.ref(loaded.model), weakref.ref(static)]
    del loaded, static
    gc.collect()
    assert [reference() for reference in held] == [None, None]


def test_an_engine_serves_its_visitors_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Through its one thread, where models are loaded as on a GPU; whoever leaves frees what is recorded."""
    card = tiny.save(tiny.llama, tmp_path / "llama")
    plainly = LocalEngine(lambda _: card, lambda: [card])
    requests = [dataclasses.replace(request_of(number), model="llama") for number in range(6)]
    expected = [list(plainly.generate(request)) for request in requests]
    monkeypatch.setattr(loading, "replays_steps", lambda _device: True)
    ways = partial(recorded_ways, recorders=lambda: recorded_in_python, budget=BUDGET)
    monkeypatch.setattr(loading, "recorded_ways", ways)
    engine = LocalEngine(lambda _: card, lambda: [card])
    with ThreadPoolExecutor(len(requests)) as pool:
        found = list(pool.map(lambda request: list(engine.generate(request)), requests))
    for steps, others in zip(found, expected, strict=True):
        assert_same_steps(steps, others)
    for _ in range(2):
        leaving = engine.generate(requests[3])
        next(leaving)
        del leaving
        assert_same_steps(list(engine.generate(requests[4])), expected[4])
    static = engine._model("llama").static
    assert static is not None
    assert static.refused is None
    assert static.memory.bytes > 0


def test_an_engine_that_is_warm_has_recorded_steps_for_few_and_many(
    plain: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, static = with_recorded_steps(plain)
    monkeypatch.setattr("llm_viz.engine.local._load", lambda _: loaded)
    LocalEngine().warm_up(["smollm2-135m"])
    assert static.refused is None
    assert all(Bucket(rows, 128) in static.recordings for rows in ROWS)
