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
from collections.abc import Callable, Generator, Hashable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from llm_viz.base.errors import EngineBusy
from llm_viz.engine.attempt import forget_frames, memory_guard
from llm_viz.engine.decoder import Decoder, Written
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.pace import Pace
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.engine.tickets import Call, Question, Shared, Text, Ticket, WaitingLine, Work
from llm_viz.engine.writing import Writing
from llm_viz.jobs.cancellation import CancelCheck, never_cancel

CALL_SECONDS = 0.2
"""Calls may take so long before the texts go on; a single call always runs to its end."""
MAX_ROWS = 64
"""Texts that one model writes at once; more wait for one to end."""
PASS_TOKENS = 512
"""Tokens of several texts that are read in one pass, each filled up to the longest. Whoever comes meanwhile waits."""
_POLL_SECONDS = 0.1

Result = TypeVar("Result")


class CoreLoop:
    """Serves calls and writings. `places`: how many may wait or be served at once."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._work_came = threading.Condition(self._lock)
        self._line = WaitingLine()
        self._shared: dict[Hashable, Shared[Any]] = {}  # all texts, by the names under which they were asked for
        self._texts: dict[Writing[Any], Shared[Any]] = {}  # those that joined a decoder
        self._decoders: dict[LoadedModel, Decoder] = {}  # touched by the loop's own thread only
        self._running: set[Work] = set()
        self._began = 0.0  # when those who are running began
        self._pace = Pace()
        self._thread: threading.Thread | None = None

    @property
    def waiting(self) -> int:
        """How many wait or are being served."""
        with self._lock:
            return len(self._line) + self._readers + len(self._running)

    @property
    def _readers(self) -> int:
        """How many read texts that are being written."""
        return sum(len(shared.readers) for shared in self._texts.values())

    def standing(self) -> Standing | None:
        """Where the work of the calling thread stands; None if it has none that waits.

        To be asked by a `check_cancelled`, which is called once more then when the wait is over.
        """
        with self._lock:
            ticket = self._line.of(threading.get_ident())
            if ticket is None:
                return None
            ticket.told = True
            pace = self._pace.seconds_a_token
            if isinstance(ticket, Text):
                beside = [text for text in self._texts if text.loaded is ticket.writing.loaded]
                if sum(len(text.rows) for text in (*beside, ticket.writing)) > MAX_ROWS:
                    pace = None  # nobody knows when one of these will end
            return self._line.standing(ticket, self._running, time.monotonic() - self._began, pace)

    def call(
        self, work: Callable[[], Result], size: int, check_cancelled: CancelCheck = never_cancel, patience: float = 0.0
    ) -> Result:
        """What `work` returns, run in the loop's thread; `size`: about how many tokens it reads.

        Raises what it raises, `EngineBusy` if too many wait, and what `check_cancelled` raises while waiting.
        """
        return self._result(Call(work, changed=self._bell(), size=size, patience=patience), check_cancelled)

    def ask(
        self,
        kind: Hashable,
        subject: Hashable,
        size: int,
        answer: Callable[[list[Any]], list[Result]],
        check_cancelled: CancelCheck = never_cancel,
        patience: float = 0.0,
    ) -> Result:
        """The answer to one question. Questions of one kind that wait at the same time are answered in one pass, equal
        ones by one answer. `patience`: seconds for which others go first; for a part of a long job `tickets.PATIENCE`.
        Raises as `call`; see `Question`.
        """
        question = Question(kind, subject, answer, changed=self._bell(), size=size, patience=patience)
        return self._result(question, check_cancelled)

    def write(
        self, writing: Writing[Result], check_cancelled: CancelCheck = never_cancel, name: Hashable = None
    ) -> Generator[Result, None, None]:
        """What the reader of a writing gets, step by step; the loop may be ahead. Closing the iterator ends it.

        What is asked for under a `name` while it is being written is written once: all get the same items from the
        first on, and it ends when the last of them has left. Raises as `call`.
        """
        check_cancelled()
        if writing.done:  # its prompt fills the context
            return
        ticket = self._ask_for(writing, writing if name is None else name)
        try:
            while True:
                yield self._next(ticket, check_cancelled)
        except _Ended:
            return
        finally:
            self._leave(ticket)

    def _bell(self) -> threading.Condition:
        """Rings for one visitor only: waking all of them for each token of one costs more than the token."""
        return threading.Condition(self._lock)

    def _result(self, ticket: Call[Result] | Question[Result], check_cancelled: CancelCheck) -> Result:
        self._hand_in(ticket)
        try:
            return self._next(ticket, check_cancelled)
        finally:
            self._leave(ticket)

    def _ask_for(self, writing: Writing[Result], name: Hashable) -> Text[Result]:
        """Read a text of this name that is written already, or wait for this one."""
        with self._lock:
            self._check_room()
            shared = self._shared.setdefault(name, Shared(name, writing))
            ticket = Text(shared, changed=self._bell(), size=len(shared.writing.prompt))
            shared.readers.append(ticket)
            if shared.writing in self._texts:
                ticket.results.extend(shared.items)
            else:
                self._join_line(ticket)
            return ticket

    def _hand_in(self, ticket: Work) -> None:
        with self._lock:
            self._check_room()
            self._join_line(ticket)

    def _check_room(self) -> None:
        waiting = len(self._line) + self._readers
        if waiting >= self._places:
            raise EngineBusy(waiting=waiting)

    def _join_line(self, ticket: Work) -> None:
        self._line.join(ticket)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="llm-viz-core", daemon=True)
            self._thread.start()
        self._work_came.notify()

    def _next(self, ticket: Ticket[Result], check_cancelled: CancelCheck) -> Result:
        served = False
        while not served:
            check_cancelled()
            with self._lock:
                served = ticket.changed.wait_for(lambda: bool(ticket.results) or ticket.ended, timeout=_POLL_SECONDS)
        if ticket.told:
            ticket.told = False
            check_cancelled()
        with self._lock:
            if ticket.results:
                return ticket.results.popleft()
        raise ticket.error or _Ended

    def _leave(self, ticket: Work) -> None:
        with self._lock:
            self._line.leave(ticket)
            self._forget(ticket)

    # From here on: the loop's own thread.

    def _run(self) -> None:
        while True:
            with self._lock:
                self._work_came.wait_for(lambda: len(self._line) or self._texts or self._decoders)
            began = time.monotonic()
            self._drop_those_who_left()
            served = self._serve_arrivals(began + CALL_SECONDS)
            for loaded, decoder in list(self._decoders.items()):
                self._deliver(loaded, partial(_step_together, decoder))
            if served:
                with self._lock:
                    self._pace.note(served, time.monotonic() - began)

    def _drop_those_who_left(self) -> None:
        with self._lock:
            here = set(self._texts)
        for loaded, decoder in list(self._decoders.items()):
            for writing in decoder.writings - here:
                decoder.leave(writing)
            if decoder.rows == 0:
                del self._decoders[loaded]

    def _serve_arrivals(self, until: float) -> int:
        """Serve those who are due first, and go on until the time is over; how many tokens that took."""
        served = 0
        while True:
            with self._lock:
                together = self._line.take(self._fits)
                self._running = {work for work in together if not isinstance(work, Text)}
                self._began = time.monotonic()
                for work in together:
                    if isinstance(work, Text):
                        self._begin(work.shared)
            if not together:
                return served
            first = together[0]
            if isinstance(first, Text):
                self._join([work for work in together if isinstance(work, Text)])
            elif isinstance(first, Question):
                self._answer([work for work in together if isinstance(work, Question)])
            else:
                self._compute(first)
            served += sum(work.cost for work in together)
            if time.monotonic() > until:
                return served

    def _begin(self, shared: Shared[Any]) -> None:
        """None of its readers waits any longer: it is about to be written."""
        self._texts[shared.writing] = shared
        for reader in shared.readers:
            self._line.leave(reader)

    def _fits(self, together: Sequence[Work]) -> bool:
        """Whether one pass can read all of these, and write the texts among them beside those it writes already."""
        subjects = {work.subject: work.size for work in together if isinstance(work, Question)}
        texts = {work.writing: work.size for work in together if isinstance(work, Text)}
        sizes = [*subjects.values(), *texts.values()]
        decoder = self._decoders.get(next(iter(texts)).loaded) if texts else None
        rows = sum(len(writing.rows) for writing in texts) + (0 if decoder is None else decoder.rows)
        return rows <= MAX_ROWS and (len(together) == 1 or len(sizes) * max(sizes) <= PASS_TOKENS)

    def _answer(self, questions: list[Question[Any]]) -> None:
        """Answer questions of one kind together; if that fails, each alone, so that no one fails by another's."""
        kind, subjects = questions[0].kind, list(dict.fromkeys(question.subject for question in questions))
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
            with self._lock:
                came_meanwhile = self._line.take_equal(kind, answers)
            for question in (*questions, *came_meanwhile):
                self._hand_out(question, answers[question.subject], ended=True)

    def _compute(self, ticket: Call[Any]) -> None:
        try:
            with memory_guard():
                result = ticket.work()
        except BaseException as problem:  # whoever waits gets it
            self._end([ticket], problem)
        else:
            self._hand_out(ticket, result, ended=True)

    def _join(self, texts: list[Text[Any]]) -> None:
        writings = list(dict.fromkeys(text.writing for text in texts))
        loaded = writings[0].loaded
        decoder = self._decoders.setdefault(loaded, Decoder(loaded))
        self._deliver(loaded, lambda: ([written] for written in decoder.join(writings)))

    def _deliver(self, loaded: LoadedModel, step: Callable[[], Iterable[list[Written]]]) -> None:
        """Hand out what a step gives, each part at once. If it fails, all texts of the model end with the error."""
        try:
            with memory_guard():
                for written in step():
                    self._hand_round(written)
        except BaseException as problem:  # whoever waits gets it
            del self._decoders[loaded]
            with self._lock:
                shared = [shared for writing, shared in self._texts.items() if writing.loaded is loaded]
                concerned = [reader for text in shared for reader in text.readers]
            self._end(concerned, problem)

    def _hand_round(self, written: Sequence[Written]) -> None:
        """Give each item to all who read the text, if anybody still does: to all readers at once, since they are only
        waiting for the lock then.
        """
        with self._lock:
            for writing, item in written:
                shared = self._texts.get(writing)
                if shared is None:
                    continue
                shared.items.append(item)
                for reader in list(shared.readers):
                    reader.results.append(item)
                    self._settle(reader, ended=writing.done)

    def _hand_out(self, ticket: Call[Any] | Question[Any], result: object, *, ended: bool) -> None:
        with self._lock:
            ticket.results.append(result)
            self._settle(ticket, ended=ended)

    def _end(self, tickets: Sequence[Work], problem: BaseException) -> None:
        forget_frames(problem)
        with self._lock:
            for ticket in tickets:
                ticket.error = problem
                self._settle(ticket, ended=True)

    def _settle(self, ticket: Work, *, ended: bool) -> None:
        ticket.ended = ended
        if ended:
            self._forget(ticket)
        ticket.changed.notify()

    def _forget(self, ticket: Work) -> None:
        """It is no longer being served. A text that nobody reads any more is written no further."""
        if not isinstance(ticket, Text):
            self._running.discard(ticket)
        elif ticket in ticket.shared.readers:
            ticket.shared.readers.remove(ticket)
            if not ticket.shared.readers:
                self._texts.pop(ticket.writing, None)
                del self._shared[ticket.shared.name]


def _step_together(decoder: Decoder) -> Iterable[list[Written]]:
    """A step, handed out as one part."""
    yield list(decoder.step())


class _Ended(Exception):
    """A writing has given everything."""
