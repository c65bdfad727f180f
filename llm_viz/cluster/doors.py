"""Which replica a front end asks, and over which connection.

Any replica tells where all of them are, and a front end asks them directly: on the way through the cluster's address
Serve's proxy needs more time for a small question than the engine. That way is left for the first questions, for when
no replica is known, and for when all are full: Serve keeps a queue there.
"""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import cast

from llm_viz.cluster import wire

WHERE = "replicas"
"""What to get from any replica: a `Replicas`, written by `wire`."""
CONNECT_SECONDS = 3.0
_LOOPBACK = "127.0.0.1"
_LOOK_SECONDS = 2.0  # so often, while questions are asked, a front end looks where the replicas are
_PROBE_SECONDS = 1.0  # a replica that cannot be connected to in this time is not asked directly
_AVOIDED_SECONDS = 5.0  # so long a replica is not asked that was lost or stood still
_KEPT = 32  # idle connections of one door


@dataclass(frozen=True, slots=True)
class Replicas:
    """Where the replicas of a cluster are (HOST:PORT) and how they are best asked.

    `rows`: texts that one writes in a batch. `most`: questions that one takes at once. `shared`: whether those of one
    host compute on the same cores; then a full batch of one is quicker than half of it in each of two.
    """

    addresses: tuple[str, ...]
    rows: int
    most: int
    shared: bool


NONE_KNOWN = Replicas((), 0, 0, shared=False)


class Door:
    """Where questions are taken: a replica, or the cluster's own address. `asked`: questions of this process that are
    being answered there.
    """

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.asked = 0
        self.avoided_until = 0.0
        self._idle: SimpleQueue[http.client.HTTPConnection] = SimpleQueue()

    def connection(self) -> http.client.HTTPConnection:
        """A connection that is open already, or else one that will be when it is used."""
        while True:
            try:
                kept = self._idle.get_nowait()
            except Empty:
                return http.client.HTTPConnection(self.host, self.port, timeout=CONNECT_SECONDS)
            if _is_open(kept):
                return kept
            kept.close()

    def keep(self, connection: http.client.HTTPConnection) -> None:
        """Keep a connection on which nothing is under way for the next question."""
        if self._idle.qsize() < _KEPT:
            self._idle.put(connection)
        else:
            connection.close()

    @property
    def idle_connections(self) -> int:
        """How many wait for a question."""
        return self._idle.qsize()

    def can_be_reached(self) -> bool:
        """Whether a connection to it comes about soon; it is kept."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=_PROBE_SECONDS)
        try:
            connection.connect()
        except OSError:
            return False
        self.keep(connection)
        return True

    def where_all_are(self) -> Replicas:
        """What is told here about the replicas; none if nothing is.

        OSError or HTTPException if nobody answers, `NotOfTheProtocol` if somebody else does.
        """
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=CONNECT_SECONDS)) as connection:
            connection.request("GET", f"/{WHERE}")
            response = connection.getresponse()
            if response.status != http.HTTPStatus.OK:
                return NONE_KNOWN
            return cast("Replicas", wire.decode(Replicas, response.read()))


class Doors:
    """All ways into a cluster. `entrance`: its own address. Safe for many threads."""

    def __init__(self, entrance: Door) -> None:
        self.entrance = entrance
        self._lock = threading.Lock()
        self._told = NONE_KNOWN
        self._direct: dict[str, Door] = {}  # in the order of their addresses, which is the same for all front ends
        self._look_at = 0.0

    @property
    def asked(self) -> int:
        """How many questions of this process are being answered."""
        with self._lock:
            return sum(door.asked for door in (self.entrance, *self._direct.values()))

    @property
    def known(self) -> tuple[Door, ...]:
        """The replicas that are asked directly."""
        with self._lock:
            return tuple(self._direct.values())

    def enter(self, full: Collection[Door] = ()) -> Door:
        """The door for the next question, but for those that are `full`; to be left with `leave`."""
        with self._lock:
            if time.monotonic() >= self._look_at:
                self._look_at = time.monotonic() + CONNECT_SECONDS + _LOOK_SECONDS
                threading.Thread(target=self._look, name="llm-viz-doors", daemon=True).start()
            door = self._chosen(full)
            door.asked += 1
            return door

    def leave(self, door: Door) -> None:
        """The question is answered or given up."""
        with self._lock:
            door.asked -= 1

    def avoid(self, door: Door) -> None:
        """Ask elsewhere for a while: nobody answered there."""
        with self._lock:
            door.avoided_until = time.monotonic() + _AVOIDED_SECONDS

    def _chosen(self, full: Collection[Door]) -> Door:
        now = time.monotonic()
        open_doors = [
            door
            for door in self._direct.values()
            if door not in full and now >= door.avoided_until and door.asked < self._told.most
        ]
        if not open_doors:
            return self.entrance
        if not self._told.shared:
            return min(open_doors, key=lambda door: door.asked)
        hosts: dict[str, list[Door]] = {}
        for door in open_doors:
            hosts.setdefault(door.host, []).append(door)
        beside = min(hosts.values(), key=lambda doors: sum(door.asked for door in doors))
        with_room = (door for door in beside if door.asked < self._told.rows)
        return next(with_room, min(beside, key=lambda door: door.asked))

    def _look(self) -> None:
        """Ask one of the doors where all are."""
        with self._lock:
            asked = min(self._direct.values(), key=lambda door: (door.avoided_until, door.asked), default=self.entrance)
        told = NONE_KNOWN
        for door in dict.fromkeys((asked, self.entrance)):
            with suppress(OSError, http.client.HTTPException, wire.NotOfTheProtocol):
                told = door.where_all_are()
                break
        with self._lock:
            known = self._direct
        direct = {}
        for address in sorted(told.addresses):
            host, _, port = address.rpartition(":")
            if host == _LOOPBACK:  # of the cluster's one machine, which may have another name here
                host = self.entrance.host
            door = known.get(address) or Door(host, int(port))
            if address in known or door.can_be_reached():
                direct[address] = door
        with self._lock:
            self._told, self._direct = told, direct
            self._look_at = time.monotonic() + _LOOK_SECONDS


def _is_open(connection: http.client.HTTPConnection) -> bool:
    """Whether the other side has not closed an idle connection."""
    try:
        connection.sock.setblocking(False)
        try:
            connection.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            connection.sock.setblocking(True)
            return True
    except (OSError, AttributeError):
        pass
    return False
