"""What recorded steps bring (`llm_viz/engine/replay.py`): the same texts written by recorded and by plain steps, in
turn, and the same short texts read.

Without a GPU there are no graphs: their twin then runs the same operations from Python, which shows that it works.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

from benchmarks.gpu_models import Models, clean_up, is_gpu
from benchmarks.report import Row, in_turn, seconds
from llm_viz.engine.decoder import Decoder
from llm_viz.engine.device import choose_device
from llm_viz.engine.loading import LoadedModel, load
from llm_viz.engine.model_files import parameters_in
from llm_viz.engine.prefixes import Prefixes
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.recorded_ways import RecordedWays, recorded_ways
from llm_viz.engine.replay import recorded_in_python
from llm_viz.engine.store import prepared_folder
from llm_viz.engine.writing import Generation

TEXT = "Story number {}: once upon a time there was a"
TOKENS = 24
WRITERS = (1, 4, 16, 40)
READ = 16
"""Tokens of a text that is read."""


def recorded_steps(models: Models) -> Iterator[Row]:
    """For each model, recorded beside plain: the texts, tokens a second, milliseconds for a new text."""
    for card in models.cards:
        folder = prepared_folder(card)
        loaded = load(card, folder, choose_device(parameters_in(folder)))
        plain = dataclasses.replace(loaded, prefixes=Prefixes(0), static=None, reading=None)
        ways = _ways(loaded)
        if not ways:
            yield Row(f"{card.name}: cannot be recorded", "", (), aim="recorded")
            continue
        recorded = dataclasses.replace(plain, **ways)
        yield from _written(card.name, recorded, plain, models)
        yield from _read(card.name, recorded, plain, models)
        for what, way in (("steps", ways["static"]), ("short texts", ways["reading"])):
            yield Row(f"{card.name}: {what} {way.refused or 'recorded'}", "", (), aim="recorded")
        del loaded, plain, recorded, ways
        clean_up()


def _ways(loaded: LoadedModel) -> RecordedWays:
    """What the model has on a GPU, where it is not turned off; without one, the twin."""
    if loaded.static is not None and loaded.reading is not None:
        return {"static": loaded.static, "reading": loaded.reading}
    if is_gpu():
        return {}
    return recorded_ways(loaded.model, loaded.facts, loaded.abilities, lambda: recorded_in_python, 2**30)


def _written(name: str, recorded: LoadedModel, plain: LoadedModel, models: Models) -> Iterator[Row]:
    tokens, rounds = (4, 1) if models.tiny else (TOKENS, 3)
    alike = sum(
        [step.chosen.id for step in found] == [step.chosen.id for step in expected]
        for found, expected in zip(*(_write(one, 40, tokens, GREEDY)[0] for one in (recorded, plain)), strict=True)
    )
    yield Row(f"{name}: greedy texts as by plain steps", "of 40", (alike,), aim="40 of 40 in float32")
    for writers in WRITERS:
        first = _write(recorded, writers, 3, GREEDY)[1]
        values, others = in_turn(rounds, *(partial(_rate, one, writers, tokens) for one in (recorded, plain)))
        yield Row(f"{name}: {writers} at once, recorded steps", "tokens/s", values, "plain steps", others)
        yield Row(f"{name}: {writers} at once, three tokens with what is recorded for the first time", "s", (first,))


def _read(name: str, recorded: LoadedModel, plain: LoadedModel, models: Models) -> Iterator[Row]:
    numbers = count()

    def read(loaded: LoadedModel) -> float:
        first = next(numbers)
        ids = [1 + (31 * first + 7 * place) % 1000 for place in range(READ)]
        with loaded.pass_through():
            return 1000 * seconds(lambda: loaded.next_logits_of_text(ids)[0].sum().item())

    for _ in range(4):
        read(recorded), read(plain)
    values, others = in_turn(4 if models.tiny else 16, partial(read, recorded), partial(read, plain))
    yield Row(f"{name}: a text of {READ} tokens, recorded", "ms", values, "read plainly", others)


def _rate(loaded: LoadedModel, writers: int, tokens: int) -> float:
    """Tokens a second, the prompts' passes included."""
    written, took = _write(loaded, writers, tokens, Sampling(temperature=0.8, top_k=50, top_p=0.95))
    return sum(map(len, written)) / took


def _write(
    loaded: LoadedModel, writers: int, tokens: int, sampling: Sampling
) -> tuple[list[list[GenerationStep]], float]:
    """What each of the writers gets, and the seconds that all took."""
    loaded = dataclasses.replace(loaded, end_ids=frozenset())
    requests = [
        GenerationRequest(
            loaded.facts.key,
            TEXT.format(number),
            sampling=dataclasses.replace(sampling, seed=number),
            max_new_tokens=tokens,
        )
        for number in range(writers)
    ]
    writings = [Generation(loaded, request) for request in requests]
    steps: list[tuple[Any, Any]] = []

    def run() -> None:
        decoder = Decoder(loaded)
        steps.extend(decoder.join(writings))
        while decoder.rows:
            steps.extend(decoder.step())

    took = seconds(run)
    return [[step for member, step in steps if member is writing] for writing in writings], took
