"""One question over HTTP: asked in a thread of its own, so that whoever asked can leave at any moment."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from llm_viz.base.errors import BadRequest, ClusterBusy, ClusterDiffers, ClusterSlow
from llm_viz.cluster import wire
from llm_viz.cluster.doors import Door, Doors
from llm_viz.cluster.frames import Mark, read_frames
from llm_viz.cluster.questions import VERSION, VERSION_HEADER, Question
from llm_viz.jobs.cancellation import CancelCheck

SILENCE_SECONDS = 60.0
"""A replica gives a sign of life every few seconds; a new one may need so long to start."""
_POLL_SECONDS = 0.1

Answer = TypeVar("Answer")
_Event = tuple[Mark, bytes] | Exception


class ConnectionLost(Exception):
    """Nobody answered, or no longer. `accepted`: somebody had begun with the question."""

    def __init__(self, *, accepted: bool) -> None:
        super().__init__()
        self.accepted = accepted


class ReplicaFailed(Exception):
    """The engine failed in a way that is no visitor's fault; the cluster's log says how."""


class Answering(Protocol):
    """Who can be asked; see `Cluster.ask`."""

    def ask(
        self,
        question: Question[Answer],
        arguments: tuple[object, ...],
        check_cancelled: CancelCheck,
        silence: float | None = None,
        /,
    ) -> Iterator[Answer]:
        """The results of a question, as they come."""
        ...

    @property
    def computes_here(self) -> bool:
        """Whether what it was asked is computed on this very machine now."""
        return False


class Cluster(Answering):
    """An address where replicas of the engine answer: `http://HOST:PORT`. Safe for many threads."""

    def __init__(self, address: str, setting: str, silence: float = SILENCE_SECONDS) -> None:
        """`BadRequest` for what is no such address; `setting` is where it was given."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = None
        if host is None or parts.scheme != "http" or parts.path.strip("/") or parts.query:
            raise BadRequest(name=setting, value=address, allowed="http://HOST:PORT")
        self.address = address
        self._host = host
        self._silence = silence
        self._doors = Doors(Door(host, port or 80))

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine, and takes its time from whatever else computes here."""
        return self._host == "localhost" or self._host.startswith("127.") or self._host == "::1"

    @property
    def computes_here(self) -> bool:
        return self.is_here and self._doors.asked > 0

    def ask(
        self,
        question: Question[Answer],
        arguments: tuple[object, ...],
        check_cancelled: CancelCheck,
        silence: float | None = None,
    ) -> Iterator[Answer]:
        """The results of a question, as they come; `silence`: how many seconds of it are borne, if not the cluster's
        own. Closing the iterator abandons the rest.

        Raises the engine's errors, `ConnectionLost`, `ClusterSlow`, `ClusterBusy`, `ClusterDiffers`, `ReplicaFailed`,
        and what `check_cancelled` raises.
        """
        check_cancelled()
        body, silence = wire.encode(arguments), self._silence if silence is None else silence
        full: list[Door] = []
        while True:
            door = self._doors.enter(full)
            try:
                yield from _asked_at(door, question, body, check_cancelled, silence)
            except ClusterBusy:
                if door is self._doors.entrance:
                    raise
                full.append(door)
            except (ConnectionLost, ClusterSlow):
                self._doors.avoid(door)
                raise
            else:
                return
            finally:
                self._doors.leave(door)


def _asked_at(
    door: Door, question: Question[Answer], body: bytes, check_cancelled: CancelCheck, silence: float
) -> Iterator[Answer]:
    events: SimpleQueue[_Event] = SimpleQueue()
    call = _Call(door.connection(), question.name, body, events)
    threading.Thread(target=call.run, name="llm-viz-cluster", daemon=True).start()
    try:
        while True:
            mark, data = _next(events, check_cancelled, silence)
            if mark is Mark.RESULT:
                yield question.read_answer(data)
            elif mark is Mark.ERROR:
                raise wire.decode_error(data)
            elif mark is Mark.FAILED:
                raise ReplicaFailed(question.name)
            elif mark is Mark.ENDED:
                return
    finally:
        call.end()
        if call.reusable:
            door.keep(call.connection)


def _next(events: SimpleQueue[_Event], check_cancelled: CancelCheck, silence: float) -> tuple[Mark, bytes]:
    deadline = time.monotonic() + silence
    while True:
        check_cancelled()
        try:
            event = events.get(timeout=_POLL_SECONDS)
        except Empty:
            if time.monotonic() > deadline:
                raise ClusterSlow(seconds=round(silence)) from None
            continue
        if isinstance(event, Exception):
            raise event
        return event


class _Call:
    """A question while it is answered. `events` gets the frames, or the exception that ended them."""

    def __init__(
        self, connection: http.client.HTTPConnection, name: str, body: bytes, events: SimpleQueue[_Event]
    ) -> None:
        self.connection = connection
        self.reusable = False
        self._left = False
        self._name, self._body, self._events = name, body, events

    def run(self) -> None:
        """Ask and hand on what comes; the thread's whole work."""
        accepted = False
        try:
            self.connection.request("POST", f"/{self._name}", self._body, {VERSION_HEADER: VERSION})
            if self._left:  # while nobody listened there
                raise ConnectionLost(accepted=False)
            self.connection.sock.settimeout(None)  # how long is too long is seen by the visitor's thread
            response = self.connection.getresponse()
            accepted = True
            if response.status != http.HTTPStatus.OK:
                raise _refusal(response.status)
            for event in read_frames(response.read):
                if event[0] is Mark.ENDED:
                    response.read()  # the end of the body, after which the connection serves the next question
                    self.reusable = True
                self._events.put(event)
        except (ClusterBusy, ClusterDiffers, ConnectionLost) as problem:
            self._events.put(problem)
        except (OSError, EOFError, ValueError, AttributeError, http.client.HTTPException):
            self._events.put(ConnectionLost(accepted=accepted))
        finally:
            if self._left:
                self.connection.close()

    def end(self) -> None:
        """Nobody waits any more: what is still under way is broken off."""
        if not self.reusable:
            self._left = True
            with suppress(OSError, AttributeError):  # not connected, or no longer
                self.connection.sock.shutdown(socket.SHUT_RDWR)
            self.connection.close()


def _refusal(status: int) -> Exception:
    if status == http.HTTPStatus.SERVICE_UNAVAILABLE:  # more wait already than the cluster keeps
        return ClusterBusy()
    if status == http.HTTPStatus.CONFLICT:
        return ClusterDiffers()
    return ConnectionLost(accepted=status >= http.HTTPStatus.INTERNAL_SERVER_ERROR)  # 404: not set up yet
