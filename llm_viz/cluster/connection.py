"""One question over HTTP, asked by the visitor's own thread, which looks again and again whether he has left."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from llm_viz.base.errors import BadRequest, ClusterBusy, ClusterDiffers, ClusterSlow
from llm_viz.cluster import wire
from llm_viz.cluster.doors import Door, Doors
from llm_viz.cluster.frames import GOES_ON, Mark, read_frames
from llm_viz.cluster.http_client import Broken, Connection, Look
from llm_viz.cluster.questions import VERSION, VERSION_HEADER, Question
from llm_viz.jobs.cancellation import CancelCheck

SILENCE_SECONDS = 60.0
"""A replica gives a sign of life every few seconds; a new one may need so long to start."""

Answer = TypeVar("Answer")


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
    def look(waited: float) -> None:
        check_cancelled()
        if waited > silence:
            raise ClusterSlow(seconds=round(silence))

    connection = door.connection()
    try:
        for mark, data in _frames(connection, question.name, body, look):
            if mark is Mark.RESULT:
                yield question.read_answer(data)
            elif mark is Mark.ERROR:
                raise wire.decode_error(data)
            elif mark is Mark.FAILED:
                raise ReplicaFailed(question.name)
    finally:
        door.take_back(connection)


def _frames(connection: Connection, name: str, body: bytes, look: Look) -> Iterator[tuple[Mark, bytes]]:
    """The frames of the answer, as they come; after the last one the connection is free."""
    accepted = False
    try:
        connection.ask("POST", f"/{name}", {VERSION_HEADER: VERSION}, body)
        status = connection.status(look)
        accepted = True
        if status != HTTPStatus.OK:
            raise _refusal(status)
        for mark, data in read_frames(connection.read):
            if mark not in GOES_ON:
                connection.read_all()
            yield mark, data
    except (Broken, EOFError, ValueError):
        raise ConnectionLost(accepted=accepted) from None


def _refusal(status: int) -> Exception:
    if status == HTTPStatus.SERVICE_UNAVAILABLE:  # more wait already than the cluster keeps
        return ClusterBusy()
    if status == HTTPStatus.CONFLICT:
        return ClusterDiffers()
    return ConnectionLost(accepted=status >= HTTPStatus.INTERNAL_SERVER_ERROR)  # 404: not set up yet
