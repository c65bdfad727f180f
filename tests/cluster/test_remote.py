"""An engine elsewhere: the same answers, and what visitors are told when it is lost, slow, full or another version."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import numpy as np
import pytest

from llm_viz.base.errors import (
    BadRequest,
    ClusterAway,
    ClusterBusy,
    ClusterDiffers,
    ClusterSlow,
    LlmVizError,
    UnknownModel,
)
from llm_viz.cluster import connection
from llm_viz.cluster.connection import Cluster, ReplicaFailed
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.generation import ContinuationsRequest, GenerationRequest, GenerationStep, Sampling
from llm_viz.engine.protocol.tokens import Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, HeadAblation, InterventionBatchRequest, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support import tiny
from tests.support.fake_engine import FakeEngine
from tests.support.replica_server import ReplicaServer, serving

TEXT = "the apple and the phone"
SAMPLED = Sampling(temperature=1.5, seed=7)
EVERYTHING = Capture(attention="all", hidden="all", lens=3, candidates=5, vectors="all")


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    card = tiny.save(tiny.llama, tmp_path_factory.mktemp("models") / "llama")

    def find(key: str) -> tiny.ModelCard:
        if key != card.key:
            raise UnknownModel(model=key, known=card.key)
        return card

    return LocalEngine(find, lambda: [card])


@pytest.fixture
def server(local: LocalEngine) -> Iterator[ReplicaServer]:
    with serving(local) as running:
        yield running


@pytest.fixture
def remote(server: ReplicaServer) -> RemoteEngine:
    return RemoteEngine(server.cluster(), patience=2)


def written(steps: list[GenerationStep]) -> list[tuple[int, int, str, object]]:
    return [(step.index, step.chosen.id, step.text, step.stop) for step in steps]


def test_a_trace_is_bit_for_bit_the_one_computed_there(local: LocalEngine, remote: RemoteEngine) -> None:
    request = TraceRequest("llama", TEXT, capture=EVERYTHING)
    here, there = local.trace(request), remote.trace(request)
    assert (there.tokens, there.lens) == (here.tokens, here.lens)
    assert here.next is not None
    assert there.next is not None
    assert there.next.candidates == here.next.candidates
    assert there.next.log_normaliser == here.next.log_normaliser
    for layer, weights in here.attention.items():
        assert there.attention[layer].tobytes() == weights.tobytes()
    for stream, states in here.hidden.items():
        assert there.hidden[stream].tobytes() == states.tobytes()
    for layer, vectors in here.vectors.items():
        assert there.vectors[layer].queries.tobytes() == vectors.queries.tobytes()


@pytest.mark.parametrize("cuts", [[0], [1], [4], [4, 0, 3]])
def test_a_text_goes_on_where_it_was_lost(
    local: LocalEngine, remote: RemoteEngine, server: ReplicaServer, cuts: list[int]
) -> None:
    request = GenerationRequest("llama", TEXT, (5,), SAMPLED, max_new_tokens=12)
    server.cut_after = list(cuts)
    steps = list(remote.generate(request))
    assert written(steps) == written(list(local.generate(request)))
    assert server.asked == ["generate"] * (len(cuts) + 1)


def test_a_text_that_was_whole_when_it_was_lost_is_not_asked_for_again(
    remote: RemoteEngine, server: ReplicaServer
) -> None:
    server.cut_after = [3]
    assert len(list(remote.generate(GenerationRequest("llama", TEXT, max_new_tokens=3)))) == 3
    assert server.asked == ["generate"]


def test_continuations_and_rows_come_once_each(local: LocalEngine, remote: RemoteEngine, server: ReplicaServer) -> None:
    many = ContinuationsRequest("llama", TEXT, SAMPLED, count=3, max_new_tokens=6)
    server.cut_after = [2, 4]
    states = list(remote.continuations(many))
    assert [state.steps for state in states] == list(range(1, 7))
    assert [[item.ids for item in state.items] for state in states] == [
        [item.ids for item in state.items] for state in local.continuations(many)
    ]
    rows = InterventionBatchRequest("llama", TEXT, ((), *[(HeadAblation(0, head),) for head in range(4)]) * 40, 1)
    server.cut_after = [1]
    here = np.concatenate([batch.hidden for batch in local.intervention_batches(rows)])
    there = np.concatenate([batch.hidden for batch in remote.intervention_batches(rows)])
    assert here.shape == there.shape
    np.testing.assert_allclose(there, here, atol=1e-5)


def test_an_answer_is_asked_for_again_but_not_for_ever(remote: RemoteEngine, server: ReplicaServer) -> None:
    server.cut_after = [0, 0]
    assert remote.tokenize(TokenizeRequest("llama", TEXT)).text == TEXT
    server.cut_after = [0] * 9
    with pytest.raises(ClusterAway):  # it may be the question that everybody dies of
        remote.tokenize(TokenizeRequest("llama", "another text"))
    assert server.asked == ["tokenize"] * 6


def test_a_cluster_that_is_away_is_said_to_be_and_found_again(local: LocalEngine) -> None:
    with serving(local) as running:
        remote, port = RemoteEngine(running.cluster(), patience=0.5), running.port
        assert remote.models()[0].problem is None
        going = remote.generate(GenerationRequest("llama", TEXT, sampling=SAMPLED, max_new_tokens=90))
        first = next(going)
    remote._models_until = 0
    before = time.monotonic()
    with pytest.raises(ClusterAway):
        remote.trace(TraceRequest("llama", "nobody is there"))
    assert time.monotonic() - before >= 0.5
    before = time.monotonic()
    with pytest.raises(ClusterAway):  # known by now: nobody waits again
        remote.trace(TraceRequest("llama", "nobody is there"))
    assert time.monotonic() - before < 0.4
    assert [(status.key, status.problem) for status in remote.models()] == [("llama", "error-cluster-away")]
    with serving(local, port):
        assert remote.trace(TraceRequest("llama", "nobody is there")).tokens
        assert remote.models()[0].problem is None  # what has answered is no longer thought to be away
        rest = list(going)
        assert [first.index, *[step.index for step in rest]] == list(range(len(rest) + 1))


def test_models_have_names_before_the_cluster_was_ever_seen() -> None:
    with serving(FakeEngine()) as running:
        cluster = running.cluster()
    models = RemoteEngine(cluster).models()
    assert {status.problem for status in models} == {"error-cluster-away"}
    assert "gemma-3-270m" in {status.key for status in models}


@pytest.mark.parametrize(("status", "error"), [(503, ClusterBusy), (409, ClusterDiffers)])
def test_a_full_queue_and_another_version_are_said_at_once(
    remote: RemoteEngine, server: ReplicaServer, status: int, error: type[LlmVizError]
) -> None:
    server.status = status
    with pytest.raises(error):
        list(remote.generate(GenerationRequest("llama", TEXT)))
    assert server.asked == ["generate"]
    assert {status.problem for status in remote.models()} == {error.message_id}


def test_a_front_end_of_another_version_is_refused(remote: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "VERSION", "other")
    with pytest.raises(ClusterDiffers):
        remote.facts("llama")


def test_silence_is_said_and_a_slow_answer_is_waited_for(local: LocalEngine) -> None:
    slow = Slow()
    with serving(slow, sign_of_life=0.1) as running:
        remote = RemoteEngine(running.cluster(silence=0.5))
        slow.seconds = 1
        assert remote.tokenize(TokenizeRequest("smollm2-135m", "slow")).text == "slow"
        running.silent = True
        with pytest.raises(ClusterSlow) as told:
            remote.tokenize(TokenizeRequest("smollm2-135m", "silent"))
        before = time.monotonic()
        assert {status.problem for status in remote.models()} == {"error-cluster-slow"}
        assert {status.problem for status in remote.models()} == {"error-cluster-slow"}
        assert time.monotonic() - before < 5, "the next visitor does not wait again"
    assert told.value.values == {"seconds": 0}


class Slow(FakeEngine):
    """Takes its time over every text, and notes who has left."""

    seconds = 0.0
    left = 0

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            try:
                check_cancelled()
            except BaseException:
                self.left += 1
                raise
            time.sleep(0.01)
        return super().tokenize(request)


class VisitorLeft(Exception):
    pass


def test_a_visitor_who_leaves_is_not_computed_for() -> None:
    slow = Slow()
    slow.seconds = 20
    with serving(slow) as running:
        remote, leave = RemoteEngine(running.cluster()), threading.Event()

        def check_cancelled() -> None:
            if leave.is_set():
                raise VisitorLeft

        threading.Timer(0.3, leave.set).start()
        with pytest.raises(VisitorLeft):
            remote.tokenize(TokenizeRequest("smollm2-135m", "left"), check_cancelled)
        deadline = time.monotonic() + 5
        while not slow.left and time.monotonic() < deadline:
            time.sleep(0.02)
    assert slow.left == 1


def test_a_text_that_is_left_leaves_the_batch(local: LocalEngine, remote: RemoteEngine) -> None:
    going = remote.generate(GenerationRequest("llama", TEXT, sampling=SAMPLED, max_new_tokens=100))
    next(going)
    del going
    deadline = time.monotonic() + 5
    while local._core.waiting and time.monotonic() < deadline:
        time.sleep(0.02)
    assert local._core.waiting == 0


def test_a_cluster_on_this_machine_is_not_idle_while_it_is_asked(local: LocalEngine, remote: RemoteEngine) -> None:
    assert remote.is_idle
    going = remote.generate(GenerationRequest("llama", TEXT, sampling=SAMPLED, max_new_tokens=9))
    next(going)
    assert not remote.is_idle
    assert len(list(going)) == 8
    assert remote.is_idle


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("localhost", True), ("[::1]", True), ("10.0.0.1", False), ("engine", False)],
)
def test_only_a_cluster_on_this_machine_takes_its_time(host: str, here: bool) -> None:
    assert Cluster(f"http://{host}:8900", "LLM_VIZ_ENGINE").is_here == here


@pytest.mark.crashes
def test_a_failure_of_the_engine_is_no_loss(server: ReplicaServer) -> None:
    engine = FakeEngine()
    engine.failure = RuntimeError("a mistake in the engine")
    with serving(engine) as running, pytest.raises(ReplicaFailed):
        RemoteEngine(running.cluster()).trace(TraceRequest("smollm2-135m", TEXT))
    assert running.asked == ["trace"]


NO_ADDRESSES = ("", "127.0.0.1:8000", "https://h:1", "http://", "http://h:x", "http://h/path", "ray://h:1")


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadRequest, match="http://HOST:PORT"):
        Cluster(address, "LLM_VIZ_ENGINE")


def test_connections_are_used_again(remote: RemoteEngine) -> None:
    for number in range(5):
        remote.tokenize(TokenizeRequest("llama", f"text {number}"))
    assert remote._cluster._doors.entrance.idle_connections == 1


def test_strangers_get_no_answer(server: ReplicaServer) -> None:
    def status(path: str, body: bytes | None, version: str = connection.VERSION) -> int:
        request = urllib.request.Request(server.address + path, body, {connection.VERSION_HEADER: version})
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert status("/facts", None) == status("/nothing", b"") == status("/__init__", b"") == 404
    assert status("/facts", b"") == status("/facts", b"\x80\x04\x95") == 400
    assert status("/facts", b"", "0") == 409
    assert status("/facts", bytes(5 * 2**20)) == 413
