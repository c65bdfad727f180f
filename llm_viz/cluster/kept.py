"""An engine without a model: it gives the answers that another one gave before, as they would have travelled.

Pages show them while the model is being loaded. `RecordingEngine` keeps such answers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar, cast

from llm_viz.cluster import wire
from llm_viz.cluster.connection import Answering
from llm_viz.cluster.questions import FACTS, VERSION, Question
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.models import ModelStatus
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.jobs.cancellation import CancelCheck

Answer = TypeVar("Answer")
Answers = Mapping[tuple[str, bytes], tuple[bytes, ...]]
"""By a question's name and its arguments: all its results."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question with its results, as they are written."""

    name: str
    arguments: bytes
    results: tuple[bytes, ...]


@dataclass(frozen=True)
class _Found(Answering):
    """Answers what is in `answers`; anything else is `missed`, which raises."""

    answers: Answers
    missed: Callable[[], NoReturn]

    def ask(
        self,
        question: Question[Answer],
        arguments: tuple[object, ...],
        check_cancelled: CancelCheck,
        *_: float | None,
    ) -> Iterator[Answer]:
        check_cancelled()
        found = self.answers.get((question.name, wire.encode(arguments)))
        if found is None:
            self.missed()
        for result in found:
            yield question.read_answer(result)


@dataclass(frozen=True)
class _Recorder(Answering):
    """Asks an engine, and notes what it answers once that was read to its end."""

    engine: Engine
    answers: dict[tuple[str, bytes], tuple[bytes, ...]]

    def ask(
        self,
        question: Question[Answer],
        arguments: tuple[object, ...],
        check_cancelled: CancelCheck,
        *_: float | None,
    ) -> Iterator[Answer]:
        results: list[bytes] = []
        for result in question.answers_of(self.engine, arguments, check_cancelled):
            results.append(wire.encode(result))
            yield result
        self.answers[question.name, wire.encode(arguments)] = tuple(results)


class _OfOneHere(RemoteEngine):
    """Stands for an engine of this process."""

    elsewhere = False

    def __init__(self, asked: Answering, running: Engine) -> None:
        super().__init__(asked)
        self._running = running

    @property
    def is_idle(self) -> bool:
        return self._running.is_idle

    def models(self) -> tuple[ModelStatus, ...]:
        return self._running.models()

    def is_loaded(self, model: str) -> bool:
        return self._running.is_loaded(model)

    def standing(self) -> Standing | None:
        return self._running.standing()


class KeptEngine(_OfOneHere):
    """Answers for `running`, whose model is not ready yet. `missed` is called where there is no answer, and raises."""

    def __init__(self, answers: Answers, running: Engine, missed: Callable[[], NoReturn]) -> None:
        super().__init__(_Found(answers, missed), running)
        self._answers = answers

    def knows(self, model: str) -> bool:
        """Whether there are answers of this model."""
        return (FACTS.name, wire.encode((model,))) in self._answers


class RecordingEngine(_OfOneHere):
    """Asks `running`, and keeps what it answers in `answers`."""

    def __init__(self, running: Engine) -> None:
        self.answers: dict[tuple[str, bytes], tuple[bytes, ...]] = {}
        super().__init__(_Recorder(running, self.answers), running)


def write_answers(path: Path, answers: Answers) -> None:
    """Write the answers into a file, which is there when it is complete. `OSError` where that is impossible."""
    entries = tuple(_Entry(name, arguments, results) for (name, arguments), results in answers.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_bytes(wire.encode((VERSION, entries)))
    partial.replace(path)


def read_answers(path: Path) -> Answers:
    """The answers of a file; none if it cannot be read, or was written for another protocol."""
    try:
        read = wire.decode(tuple[str, tuple[_Entry, ...]], path.read_bytes())
    except (OSError, wire.NotOfTheProtocol):
        return {}
    version, entries = cast("tuple[str, tuple[_Entry, ...]]", read)
    return {(entry.name, entry.arguments): entry.results for entry in entries} if version == VERSION else {}
