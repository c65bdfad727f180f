"""Faults of a real cluster: processes of Ray Serve that are killed, stopped and crowded while front ends ask them.

`make test-cluster` runs these; they take a minute or two, and Ray (requirements-cluster.txt).
"""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from llm_viz.base.errors import ClusterAway, ClusterBusy, ClusterSlow
from llm_viz.cluster.serving import QUESTIONS_A_REPLICA, QUESTIONS_AT_THE_DOOR
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from tests.support.running_cluster import (
    MODEL,
    REAL_CLUSTER,
    TEXT,
    RunningCluster,
    request,
    running_cluster,
    wait_until,
    written,
)

FILLED_SECONDS = 60
EVERYTHING = Capture(attention="all", hidden="all", lens=3, candidates=5, vectors="all")

pytestmark = REAL_CLUSTER


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="module")
def local(cluster: RunningCluster) -> LocalEngine:
    return LocalEngine(lambda _: cluster.card, lambda: [cluster.card])


def write_while(cluster: RunningCluster, visitors: int, happens: Callable[[], object]) -> list[list[GenerationStep]]:
    """What visitors get who write at once, while something happens after each has got three tokens."""
    engine, begun = cluster.engine(patience=120), threading.Barrier(visitors + 1)

    def visit(number: int) -> list[GenerationStep]:
        steps = []
        for step in engine.generate(request(number)):
            steps.append(step)
            if len(steps) == 3:
                begun.wait(60)
        return steps

    with ThreadPoolExecutor(visitors) as pool:
        visits = [pool.submit(visit, number) for number in range(visitors)]
        begun.wait(60)
        happens()
        return [visit.result(300) for visit in visits]


def test_only_this_machine_can_reach_it(cluster: RunningCluster) -> None:
    cluster.replicas()
    sockets = set()
    for process in cluster.processes():
        for handle in Path(f"/proc/{process}/fd").glob("*"):
            with suppress(OSError):
                sockets.add(str(handle.readlink()))
    listening = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            address, state, inode = (line.split()[field] for field in (1, 3, 9))
            if state == "0A" and f"socket:[{inode}]" in sockets:
                listening.append(address.split(":")[0])
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    assert len(listening) > 5
    assert set(listening) <= loopback


def test_no_text_is_written_to_the_disk(cluster: RunningCluster) -> None:
    asked = "a sentence that nobody else would write"
    assert cluster.engine().tokenize(TokenizeRequest(MODEL, asked)).text == asked
    assert list(cluster.engine().generate(GenerationRequest(MODEL, asked, max_new_tokens=2)))
    (line,) = cluster.processes("gcs_server").values()
    (session,) = re.findall(r"--session-dir=(\S+)", line)
    logs = [file for file in Path(session).rglob("*") if file.is_file()]
    assert len(logs) > 10
    assert not [file for file in logs if asked.encode() in file.read_bytes()]


def test_a_trace_is_bit_for_bit_the_one_of_this_process(cluster: RunningCluster, local: LocalEngine) -> None:
    asked = TraceRequest(MODEL, TEXT, capture=EVERYTHING)
    here, there = local.trace(asked), cluster.engine().trace(asked)
    assert (there.tokens, there.lens) == (here.tokens, here.lens)
    for layer, weights in here.attention.items():
        assert there.attention[layer].tobytes() == weights.tobytes()
    for stream, states in here.hidden.items():
        assert there.hidden[stream].tobytes() == states.tobytes()


def test_texts_go_on_when_a_replica_is_killed_while_it_writes(cluster: RunningCluster, local: LocalEngine) -> None:
    replica, _ = cluster.replicas()
    texts = write_while(cluster, 6, lambda: os.kill(replica, signal.SIGKILL))
    for number, steps in enumerate(texts):
        assert written(steps) == written(list(local.generate(request(number))))
    assert replica not in cluster.replicas()  # another has taken its place


def test_a_text_goes_on_when_all_replicas_are_killed(cluster: RunningCluster, local: LocalEngine) -> None:
    replicas = cluster.replicas()
    (steps,) = write_while(cluster, 1, lambda: [os.kill(replica, signal.SIGKILL) for replica in replicas])
    assert written(steps) == written(list(local.generate(request(0))))


def test_replicas_that_stand_still_are_said_to_and_a_full_queue_is_too(cluster: RunningCluster) -> None:
    stopped = cluster.replicas()
    for replica in stopped:
        os.kill(replica, signal.SIGSTOP)
    try:
        with pytest.raises(ClusterSlow) as told:
            cluster.engine(silence=2).tokenize(TokenizeRequest(MODEL, "slow"))
        assert told.value.values == {"seconds": 2}
        # On a busy machine it takes a while until so many questions have arrived, and none may have given up by then.
        engine, full = cluster.engine(silence=FILLED_SECONDS), threading.Event()

        def visit(number: int) -> str:
            try:
                return engine.tokenize(TokenizeRequest(MODEL, f"visitor {number}"), lambda: None).text
            except ClusterBusy:
                full.set()
            except ClusterSlow:
                pass
            return ""

        # Serve does not count those that it is just about to hand on: some forty more than the limits fitted in.
        too_many = len(stopped) * QUESTIONS_A_REPLICA + QUESTIONS_AT_THE_DOOR + 200
        with ThreadPoolExecutor(too_many) as pool:
            visits = [pool.submit(visit, number) for number in range(too_many)]
            assert full.wait(FILLED_SECONDS)
            for replica in stopped:
                os.kill(replica, signal.SIGCONT)
            assert any(visited.result(60) for visited in visits)
    finally:
        for replica in stopped:
            with suppress(ProcessLookupError):
                os.kill(replica, signal.SIGCONT)
    assert cluster.engine().tokenize(TokenizeRequest(MODEL, "again")).text == "again"


def test_a_cluster_that_is_killed_and_comes_back(cluster: RunningCluster, local: LocalEngine) -> None:
    other = cluster.engine(patience=1)
    assert {status.problem for status in other.models() if status.key == MODEL} == {None}

    def happens() -> None:
        assert cluster.process is not None
        cluster.process.kill()
        cluster.process.wait()
        wait_until(lambda: not cluster.processes())  # its replicas end with it, a moment later
        with pytest.raises(ClusterAway):
            other.trace(TraceRequest(MODEL, "nobody is there"))
        cluster.start()

    (steps,) = write_while(cluster, 1, happens)
    assert written(steps) == written(list(local.generate(request(0))))
    assert other.trace(TraceRequest(MODEL, "nobody is there")).tokens
