"""A real cluster gets a second replica while it has much to do, and stops what nobody waits for any more.

`make test-cluster` runs these; they take a minute, and Ray (requirements-cluster.txt).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from llm_viz.engine.local import LocalEngine
from tests.support.running_cluster import REAL_CLUSTER, RunningCluster, request, running_cluster, wait_until, written

VISITORS = 24
"""More than one replica is to have (`Scale.target`), fewer than two."""

pytestmark = REAL_CLUSTER


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCluster]:
    with running_cluster(tmp_path_factory.mktemp("cluster"), replicas="1:2") as running:
        yield running


def test_many_visitors_bring_a_second_replica_which_is_asked_directly(cluster: RunningCluster) -> None:
    first = cluster.replicas(1)
    engine, grown = cluster.engine(), threading.Event()
    local = LocalEngine(lambda _: cluster.card, lambda: [cluster.card])

    def visit(number: int) -> int:
        """Have one text written after the other until there are two; the number of the last."""
        while True:
            steps = list(engine.generate(request(number)))
            if grown.is_set():
                assert written(steps) == written(list(local.generate(request(number))))
                return number
            number += VISITORS

    with ThreadPoolExecutor(VISITORS) as pool:
        visits = [pool.submit(visit, number) for number in range(VISITORS)]
        try:
            wait_until(lambda: [door.asked > 0 for door in engine._cluster._doors.known] == [True, True])
        finally:
            grown.set()
        assert len({visited.result(120) for visited in visits}) == VISITORS
    assert set(first) < set(cluster.replicas(2))


def test_replicas_compute_no_further_for_visitors_who_have_left(cluster: RunningCluster) -> None:
    engine, replicas = cluster.engine(), cluster.replicas(2)

    def seconds_computed() -> float:
        stats = [Path(f"/proc/{replica}/stat").read_text().rpartition(")")[2].split() for replica in replicas]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def are_at_rest() -> bool:
        before = seconds_computed()
        time.sleep(0.5)
        return seconds_computed() - before < 0.1

    with ExitStack() as visitors:
        for number in range(8):
            asked = replace(request(1000 + number), max_new_tokens=256)
            text = visitors.enter_context(closing(engine.generate(asked)))
            assert len(list(islice(text, 3))) == 3
        assert not engine.is_idle
        assert not are_at_rest()
    assert engine.is_idle
    wait_until(are_at_rest, seconds=4)
