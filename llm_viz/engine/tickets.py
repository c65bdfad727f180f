"""What visitors want of the core loop, and the line in which they wait for it: who is served next, and together."""

from __future__ import annotations

import threading
import time
from bisect import insort_right
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.waiting import Standing
from llm_viz.engine.writing import Writing

PATIENCE = 1.0
"""Seconds for which a part of a long job lets others go first."""
_LEAST = 25
"""Tokens that could be read in the time that a pass takes however short its text is; measured on two cores."""

Result = TypeVar("Result")


@dataclass(eq=False, kw_only=True)
class Ticket(Generic[Result]):
    """Somebody's work, and what it has given that was not yet fetched.

    `size`: tokens that are read for it. `patience`: seconds for which others who come later go first. `changed` wakes
    the thread `caller`, which waits. `told`: whether that thread knows that it stands in the line.
    """

    changed: threading.Condition
    size: int
    patience: float = 0.0
    results: deque[Result] = field(default_factory=deque)
    error: BaseException | None = None
    ended: bool = False
    caller: int = field(default_factory=threading.get_ident)
    told: bool = False
    due: float = field(init=False)

    def __post_init__(self) -> None:
        self.due = time.monotonic() + self.patience

    @property
    def cost(self) -> int:
        """How long it takes, in tokens."""
        return self.size + _LEAST


@dataclass(eq=False)
class Call(Ticket[Result]):
    work: Callable[[], Result]


@dataclass(eq=False)
class Question(Ticket[Result]):
    """`subject` is to be answered by `answer`, which answers several questions of one `kind` at once.

    All questions of a pass take as much room in it as the largest.
    """

    kind: Hashable
    subject: Hashable
    answer: Callable[[list[Any]], list[Result]]


@dataclass(eq=False)
class Shared(Generic[Result]):
    """A text that is written once for all who asked for the same. `items`: what it has given since it began.

    `readers` are those who wait for it or read it; each gets every item, whenever he came.
    """

    name: Hashable
    writing: Writing[Result]
    items: list[Result] = field(default_factory=list)
    readers: list[Text[Result]] = field(default_factory=list)


@dataclass(eq=False)
class Text(Ticket[Result]):
    shared: Shared[Result]

    @property
    def writing(self) -> Writing[Result]:
        return self.shared.writing


Work = Call[Any] | Question[Any] | Text[Any]


class WaitingLine:
    """Those who wait, in the order in which they are due. Not safe for several threads at once."""

    def __init__(self) -> None:
        self._tickets: list[Work] = []

    def __len__(self) -> int:
        return len(self._tickets)

    def join(self, ticket: Work) -> None:
        insort_right(self._tickets, ticket, key=lambda waiting: waiting.due)

    def leave(self, ticket: Work) -> None:
        """Nothing happens if it is not here."""
        if ticket in self._tickets:
            self._tickets.remove(ticket)

    def take(self, fits: Callable[[list[Work]], bool]) -> list[Work]:
        """Take out whoever is to be served next and all whom the same pass can serve; none if nobody fits.

        A text that has no room yet keeps back those of its model that came later, or small ones would pass it for ever.
        """
        kept_back: set[LoadedModel] = set()
        for first in self._tickets:
            if isinstance(first, Text) and first.writing.loaded in kept_back:
                continue
            if not isinstance(first, Text) or fits([first]):
                break
            kept_back.add(first.writing.loaded)
        else:
            return []
        together = [first]
        for ticket in self._tickets:
            if ticket is first or not _are_alike(first, ticket):
                continue
            if fits([*together, ticket]):
                together.append(ticket)
            elif isinstance(first, Text):
                break
        self._remove(together)
        return together

    def take_equal(self, kind: Hashable, answers: Mapping[Hashable, object]) -> list[Question[Any]]:
        """Take out those who ask what has just been answered."""
        equal = [
            ticket
            for ticket in self._tickets
            if isinstance(ticket, Question) and ticket.kind == kind and ticket.subject in answers
        ]
        self._remove(equal)
        return equal

    def of(self, caller: int) -> Work | None:
        """What this thread waits for."""
        return next((ticket for ticket in self._tickets if ticket.caller == caller), None)

    def standing(
        self, ticket: Work, serving: Iterable[Work], elapsed: float, seconds_a_token: float | None
    ) -> Standing:
        """How many are served before a ticket of the line, and how long that takes.

        `serving`: those who are being served, for `elapsed` seconds.
        """
        before, now = self._tickets[: self._tickets.index(ticket)], list(serving)
        if seconds_a_token is None:
            return Standing(len(before) + len(now), None)
        rest = max(0.0, seconds_a_token * sum(other.cost for other in now) - elapsed)
        return Standing(len(before) + len(now), rest + seconds_a_token * sum(other.cost for other in before))

    def _remove(self, tickets: Iterable[Work]) -> None:
        gone = set(tickets)
        self._tickets = [ticket for ticket in self._tickets if ticket not in gone]


def _are_alike(first: Work, other: Work) -> bool:
    """Whether one pass can serve both."""
    if isinstance(first, Question):
        return isinstance(other, Question) and first.kind == other.kind
    return isinstance(first, Text) and isinstance(other, Text) and first.writing.loaded is other.writing.loaded
