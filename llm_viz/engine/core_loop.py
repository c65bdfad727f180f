"""One thread that computes everything, for all visitors of a device.

Visitors hand in work and wait; they never touch a tensor. The thread alternates between *calls* (one forward pass or a
few, in order of arrival) and *steps* of the texts that are being written, so neither holds up the other. All texts of a
model are written as one batch, which texts join and leave at any step.

Why one thread: PyTorch keeps handles and workspaces for each thread that computes on a GPU, and Streamlit runs every
script in a new one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from llm_viz.base.errors import EngineBusy
from llm_viz.engine.attempt import memory_guard
from llm_viz.engine.decoder import Decoder, Written
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.writing import Writing
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

CALL_SECONDS = 0.2
"""Calls may take so long before the texts go on; a single call always runs to its end."""
MAX_ROWS = 64
"""Texts that one model writes at once; more wait for one to end."""
PASS_TOKENS = 1024
"""Tokens of several texts that are read in one pass, each filled up to the longest."""
_POLL_SECONDS = 0.1

Result = TypeVar("Result")


@dataclass(eq=False, kw_only=True)
class _Ticket(Generic[Result]):
    """Somebody's work, and what it has given that was not yet fetched."""

    results: deque[Result] = field(default_factory=deque)
    error: BaseException | None = None
    ended: bool = False


@dataclass(eq=False)
class _Call(_Ticket[Result]):
    work: Callable[[], Result]


@dataclass(eq=False)
class _Question(_Ticket[Result]):
    """`subject` is to be answered by `answer`, which answers several questions of one `kind` at once.

    `size`: how much room a question takes in such a pass; all take as much as the largest.
    """

    kind: Hashable
    subject: Hashable
    size: int
    answer: Callable[[list[Any]], list[Result]]


@dataclass(eq=False)
class _Text(_Ticket[Result]):
    writing: Writing[Result]


_Work = _Call[Any] | _Question[Any] | _Text[Any]


class CoreLoop:
    """Serves calls and writings. `places`: how many may wait or be served at once."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._changed = threading.Condition()
        self._arrived: deque[_Work] = deque()
        self._texts: dict[Writing[Any], _Text[Any]] = {}  # joined a decoder
        self._decoders: dict[LoadedModel, Decoder] = {}  # touched by the loop's own thread only
        self._running: set[_Work] = set()
        self._thread: threading.Thread | None = None

    @property
    def waiting(self) -> int:
        """How many wait or are being served."""
        with self._changed:
            return len(self._arrived) + len(self._texts) + len(self._running)

    def call(self, work: Callable[[], Result], check_cancelled: CancelCheck = never_cancel) -> Result:
        """What `work` returns, run in the loop's thread.

        Raises what it raises, `EngineBusy` if too many wait, and what `check_cancelled` raises while waiting.
        """
        return self._result(_Call(work), check_cancelled)

    def ask(
        self,
        kind: Hashable,
        subject: Hashable,
        size: int,
        answer: Callable[[list[Any]], list[Result]],
        check_cancelled: CancelCheck = never_cancel,
    ) -> Result:
        """The answer to one question. Questions of one kind that wait at the same time are answered in one pass, equal
        ones by one answer. Raises as `call`; see `_Question`.
        """
        return self._result(_Question(kind, subject, size, answer), check_cancelled)

    def write(self, writing: Writing[Result], check_cancelled: CancelCheck = never_cancel) -> Iterator[Result]:
        """What the reader of a writing gets, step by step; the loop may be ahead. Closing the iterator ends it.

        Raises as `call`.
        """
        ticket = _Text(writing)
        check_cancelled()
        if writing.done:  # its prompt fills the context
            return
        self._hand_in(ticket)
        try:
            while True:
                yield self._next(ticket, check_cancelled)
        except _Ended:
            return
        finally:
            self._leave(ticket)

    def _result(self, ticket: _Call[Result] | _Question[Result], check_cancelled: CancelCheck) -> Result:
        self._hand_in(ticket)
        try:
            return self._next(ticket, check_cancelled)
        finally:
            self._leave(ticket)

    def _hand_in(self, ticket: _Work) -> None:
        with self._changed:
            waiting = len(self._arrived) + len(self._texts)
            if waiting >= self._places:
                raise EngineBusy(waiting=waiting)
            self._arrived.append(ticket)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="llm-viz-core", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _next(self, ticket: _Ticket[Result], check_cancelled: CancelCheck) -> Result:
        while True:
            check_cancelled()
            with self._changed:
                if self._changed.wait_for(lambda: ticket.results or ticket.ended, timeout=_POLL_SECONDS):
                    if ticket.results:
                        return ticket.results.popleft()
                    if ticket.error is not None:
                        raise ticket.error
                    raise _Ended

    def _leave(self, ticket: _Work) -> None:
        with self._changed:
            if ticket in self._arrived:
                self._arrived.remove(ticket)
            self._forget(ticket)

    # From here on: the loop's own thread.

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._arrived or self._texts or self._decoders)
            self._drop_those_who_left()
            self._serve_arrivals(time.monotonic() + CALL_SECONDS)
            for loaded, decoder in list(self._decoders.items()):
                self._deliver(loaded, decoder.step)

    def _drop_those_who_left(self) -> None:
        with self._changed:
            here = set(self._texts)
        for loaded, decoder in list(self._decoders.items()):
            for writing in decoder.writings - here:
                decoder.leave(writing)
            if decoder.rows == 0:
                del self._decoders[loaded]

    def _serve_arrivals(self, until: float) -> None:
        """Serve what came first, and go on until the time is over."""
        while True:
            with self._changed:
                ticket = next((ticket for ticket in self._arrived if self._has_room(ticket)), None)
                if ticket is None:
                    return
                self._arrived.remove(ticket)
                together = self._gather(ticket)
                self._running = {work for work in together if not isinstance(work, _Text)}
                self._texts.update((work.writing, work) for work in together if isinstance(work, _Text))
            if isinstance(ticket, _Text):
                self._join([work for work in together if isinstance(work, _Text)])
            elif isinstance(ticket, _Question):
                self._answer([work for work in together if isinstance(work, _Question)])
            else:
                self._compute(ticket)
            if time.monotonic() > until:
                return

    def _has_room(self, ticket: _Work) -> bool:
        return not isinstance(ticket, _Text) or self._fits([ticket])

    def _gather(self, first: _Work) -> list[_Work]:
        """With a ticket, take those out of the arrivals that can be served by the same pass."""
        gathered = [first]
        for ticket in list(self._arrived):
            if _are_alike(first, ticket) and self._fits([*gathered, ticket]):
                gathered.append(ticket)
                self._arrived.remove(ticket)
        return gathered

    def _fits(self, together: Sequence[_Work]) -> bool:
        """Whether one pass can read all of these, and write the texts among them beside those it writes already."""
        subjects = {work.subject: work.size for work in together if isinstance(work, _Question)}
        texts = [work.writing for work in together if isinstance(work, _Text)]
        sizes = [*subjects.values(), *(len(writing.prompt) for writing in texts)]
        decoder = self._decoders.get(texts[0].loaded) if texts else None
        rows = sum(len(writing.rows) for writing in texts) + (0 if decoder is None else decoder.rows)
        return rows <= MAX_ROWS and (len(together) == 1 or len(sizes) * max(sizes) <= PASS_TOKENS)

    def _answer(self, questions: list[_Question[Any]]) -> None:
        """Answer questions of one kind together; if that fails, each alone, so that no one fails by another's."""
        subjects = list(dict.fromkeys(question.subject for question in questions))
        try:
            with memory_guard():
                answers = dict(zip(subjects, questions[0].answer(subjects), strict=True))
        except BaseException as problem:  # whoever waits gets it
            if len(subjects) == 1:
                self._end(questions, problem)
            else:
                for subject in subjects:
                    self._answer([question for question in questions if question.subject == subject])
        else:
            for question in questions:
                self._hand_out(question, answers[question.subject], ended=True)

    def _compute(self, ticket: _Call[Any]) -> None:
        try:
            with memory_guard():
                result = ticket.work()
        except BaseException as problem:  # whoever waits gets it
            self._end([ticket], problem)
        else:
            self._hand_out(ticket, result, ended=True)

    def _join(self, texts: list[_Text[Any]]) -> None:
        writings = [text.writing for text in texts]
        loaded = writings[0].loaded
        decoder = self._decoders.setdefault(loaded, Decoder(loaded))
        self._deliver(loaded, lambda: decoder.join(writings))

    def _deliver(self, loaded: LoadedModel, step: Callable[[], Iterator[Written]]) -> None:
        """Hand out what a step gives. If it fails, all texts of the model end with the error."""
        try:
            with memory_guard():
                for writing, item in step():
                    if (text := self._texts.get(writing)) is not None:
                        self._hand_out(text, item, ended=writing.done)
        except BaseException as problem:  # whoever waits gets it
            del self._decoders[loaded]
            with self._changed:
                concerned = [text for writing, text in self._texts.items() if writing.loaded is loaded]
            self._end(concerned, problem)

    def _hand_out(self, ticket: _Work, result: object, *, ended: bool) -> None:
        with self._changed:
            ticket.results.append(result)
            self._settle(ticket, ended=ended)

    def _end(self, tickets: Sequence[_Work], problem: BaseException) -> None:
        with self._changed:
            for ticket in tickets:
                ticket.error = problem
                self._settle(ticket, ended=True)

    def _settle(self, ticket: _Work, *, ended: bool) -> None:
        ticket.ended = ended
        if ended:
            self._forget(ticket)
        self._changed.notify_all()

    def _forget(self, ticket: _Work) -> None:
        """It is no longer being served."""
        if isinstance(ticket, _Text):
            self._texts.pop(ticket.writing, None)
        else:
            self._running.discard(ticket)


def _are_alike(first: _Work, other: _Work) -> bool:
    """Whether one pass can serve both."""
    if isinstance(first, _Question):
        return isinstance(other, _Question) and first.kind == other.kind
    return isinstance(first, _Text) and isinstance(other, _Text) and first.writing.loaded is other.writing.loaded


class _Ended(Exception):
    """A writing has given everything."""
