"""Which replica a front end asks: directly, and in which order."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from llm_viz.base.errors import ClusterBusy
from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.doors import Replicas
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.protocol.tokens import TokenizeRequest
from tests.support.fake_engine import FakeEngine
from tests.support.replica_server import ReplicaServer, serving

MODEL = "smollm2-135m"
NUMBERS = itertools.count()


@dataclass
class Several:
    """Three servers: an entrance and two replicas that stand behind it, `first` the one whose address is the first."""

    entrance: ReplicaServer
    first: ReplicaServer
    second: ReplicaServer

    def tell(self, *, shared: bool, rows: int = 2, most: int = 3, besides: str = "") -> None:
        """From now on, all of them say where the two are."""
        addresses = [f"127.0.0.1:{server.port}" for server in (self.first, self.second)]
        for server in (self.entrance, self.first, self.second):
            server.told = Replicas((*addresses, *filter(None, [besides])), rows, most, shared)

    def engine(self) -> RemoteEngine:
        """A front end that has looked where they are."""
        remote = RemoteEngine(self.entrance.cluster(), patience=2)
        ask(remote)
        wait_until(lambda: remote._cluster._doors.known)
        for server in (self.entrance, self.first, self.second):
            server.asked.clear()
        return remote

    @property
    def asked(self) -> tuple[int, int, int]:
        return len(self.entrance.asked), len(self.first.asked), len(self.second.asked)


@pytest.fixture
def several() -> Iterator[Several]:
    with ExitStack() as stack:
        entrance, *replicas = [stack.enter_context(serving(FakeEngine())) for _ in range(3)]
        yield Several(entrance, *sorted(replicas, key=lambda server: f"{server.port}"))


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ask(remote: RemoteEngine) -> None:
    """Something that nobody has asked yet."""
    remote.tokenize(TokenizeRequest(MODEL, f"text {next(NUMBERS)}"))


def test_replicas_with_cores_of_their_own_are_asked_in_turn(several: Several) -> None:
    several.tell(shared=False)
    remote = several.engine()
    doors = remote._cluster._doors
    entered = [doors.enter() for _ in range(7)]
    ports = [door.port for door in entered]
    assert [ports.count(server.port) for server in (several.first, several.second, several.entrance)] == [3, 3, 1]
    assert [door.asked for door in doors.known] == [3, 3]
    for door in entered:
        doors.leave(door)
    assert doors.asked == 0
    ask(remote)
    assert several.asked in ((0, 1, 0), (0, 0, 1)), "not by way of the cluster's address"


def test_replicas_that_share_their_cores_fill_one_batch_after_the_other(several: Several) -> None:
    several.tell(shared=True)
    doors = several.engine()._cluster._doors
    first, second, entrance = several.first.port, several.second.port, several.entrance.port
    assert [doors.enter().port for _ in range(7)] == [first, first, second, second, first, second, entrance]


def test_other_machines_are_asked_before_a_batch_is_full(several: Several) -> None:
    with socket.create_server(("127.0.0.2", 0)) as elsewhere:
        port = elsewhere.getsockname()[1]
        several.tell(shared=True, besides=f"127.0.0.2:{port}")
        doors = several.engine()._cluster._doors
        assert [doors.enter().port for _ in range(4)] == [several.first.port, port, several.first.port, port]


def test_who_does_not_answer_is_avoided_and_the_question_goes_to_another(several: Several) -> None:
    several.tell(shared=True)
    remote = several.engine()
    several.first.cut_after = [0]
    ask(remote)
    ask(remote)
    assert several.asked == (0, 1, 2)


def test_who_is_full_sends_to_the_next_and_the_entrance_has_the_last_word(several: Several) -> None:
    several.tell(shared=True)
    remote = several.engine()
    several.first.status = 503
    ask(remote)
    assert several.asked == (0, 1, 1)
    several.second.status = 503
    ask(remote)
    assert several.asked == (1, 2, 2)
    several.entrance.status = 503
    with pytest.raises(ClusterBusy):
        ask(remote)
    assert remote._cluster._doors.asked == 0


def test_an_address_that_cannot_be_reached_is_left_out(several: Several) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        several.tell(shared=False, besides=f"127.0.0.1:{nobody.getsockname()[1]}")
        known = several.engine()._cluster._doors.known
    assert {door.port for door in known} == {several.first.port, several.second.port}


def test_a_machine_that_knows_itself_as_loopback_is_asked_by_the_name_it_has_here(several: Several) -> None:
    several.tell(shared=False)
    remote = RemoteEngine(Cluster(f"http://localhost:{several.entrance.port}", "LLM_VIZ_ENGINE"))
    ask(remote)
    wait_until(lambda: remote._cluster._doors.known)
    assert {door.host for door in remote._cluster._doors.known} == {"localhost"}


def test_a_cluster_that_tells_of_no_replicas_is_asked_at_its_address(several: Several) -> None:
    remote = RemoteEngine(several.entrance.cluster())
    for _ in range(3):
        ask(remote)
    assert several.asked == (3, 0, 0)
