"""What a cluster of two replicas costs and gives, beside the engine in one process: milliseconds of a call, calls and
tokens a second. A replica computes with as many threads as the process, as `make cluster` has it.

    python -m benchmarks.cluster [--address http://127.0.0.1:8900] [--model KEY] [--visitors 40] [--rounds 2] [--quick]

Needs Ray (requirements-cluster.txt). Without an address it starts a cluster of its own, and ends it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.report import Effort, Row, in_turn, parser_of, program_with_options
from benchmarks.visitors import rate
from llm_viz.cluster.chosen import ENGINE_VARIABLE
from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from tests.support.cluster import start_cluster

TITLE = "A cluster on one machine"
HERE = "in one process"
NUMBERS = itertools.count()
EVERYTHING = Capture(attention="all", hidden="all", candidates=50)
ADDED = "at most 15 ms more"
GIVES = "ratio at least 0.9"


def text() -> str:
    """A sentence that nobody has asked about yet."""
    return f"Number {next(NUMBERS)} of the questions that a class asks about one sentence."


def milliseconds(ask: Callable[[], object], calls: int) -> float:
    """The median time of a call, one after another."""
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def calls_a_second(ask: Callable[[], object], visitors: int) -> float:
    """How many such calls are answered a second when so many visitors ask again and again."""
    start = time.perf_counter()
    with ThreadPoolExecutor(visitors) as pool:
        for asked in [pool.submit(ask) for _ in range(3 * visitors)]:
            asked.result()
    return 3 * visitors / (time.perf_counter() - start)


@contextmanager
def cluster_at(address: str) -> Iterator[RemoteEngine]:
    """The engine at this address; without one, of a cluster that lives as long as the block."""
    if address:
        yield RemoteEngine(Cluster(address, ENGINE_VARIABLE))
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = start_cluster(port, Path(folder, "log"), os.environ)
        try:
            yield RemoteEngine(Cluster(f"http://127.0.0.1:{port}", ENGINE_VARIABLE))
        finally:
            process.terminate()
            process.wait(60)


def measure(options: argparse.Namespace, effort: Effort) -> Iterator[Row]:
    """A row for each kind of question."""
    with cluster_at(options.address) as there:
        engines: tuple[Engine, ...] = (there, local_engine())
        for engine in engines:
            for _ in range(8):  # every replica has loaded the model
                engine.trace(TraceRequest(options.model, text()))
        yield from compared(*engines, options.model, options.visitors, effort)


def compared(there: Engine, here: Engine, model: str, visitors: int, effort: Effort) -> Iterator[Row]:
    """The rows of two engines that take turns."""
    rounds, calls = effort.rounds(quick=1, full=2), effort.pick(quick=5, full=24)
    tokens = effort.pick(quick=6, full=24)

    def tokenize(engine: Engine) -> object:
        return engine.tokenize(TokenizeRequest(model, text()))

    def predict(engine: Engine) -> object:
        return engine.trace(TraceRequest(model, text()))

    def trace_everything(engine: Engine) -> object:
        return engine.trace(TraceRequest(model, text(), capture=EVERYTHING))

    for what, ask in (
        ("cut into tokens", tokenize),
        ("new distribution", predict),
        ("all attention and streams", trace_everything),
    ):
        measures = [partial(milliseconds, partial(ask, engine), calls) for engine in (there, here)]
        values, others = in_turn(rounds, *measures)
        yield Row(f"a call: {what}", "ms", values, HERE, others, ADDED)
    crowds = [partial(calls_a_second, partial(predict, engine), visitors) for engine in (there, here)]
    values, others = in_turn(rounds, *crowds)
    yield Row(f"{visitors} visitors: new distributions", "a second", values, HERE, others, GIVES)
    for writers in (1, visitors):
        rates = [partial(rate, engine, model, writers, tokens) for engine in (there, here)]
        values, others = in_turn(rounds, *rates)
        yield Row(f"visitors who write at once: {writers}", "tokens/s", values, HERE, others, GIVES)


def main() -> None:
    """Measure what the command asks for."""
    parser = parser_of(__doc__)
    parser.add_argument("--address", default="", help="of a cluster that runs already (make cluster)")
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--visitors", type=int, default=40)
    program_with_options("cluster", TITLE, __doc__, lambda options: partial(measure, options), parser)


if __name__ == "__main__":
    main()
