"""What a cluster costs and gives, beside the engine in this process: the hop of a call, calls and tokens a second.

`make cluster` in one terminal, then `python -m benchmarks.cluster [--model KEY] [--rounds 3]` in another. The engine in
this process and the cluster take turns, so that both meet the same load of the machine; ratios are of the same round,
their median is shown.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from benchmarks.visitors import rate
from llm_viz.cluster.chosen import ENGINE_VARIABLE
from llm_viz.cluster.connection import Cluster
from llm_viz.cluster.remote import RemoteEngine
from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest

CALLS = 40
NUMBERS = itertools.count()
EVERYTHING = Capture(attention="all", hidden="all", candidates=50)


def text() -> str:
    """A sentence that nobody has asked about yet."""
    return f"Number {next(NUMBERS)} of the questions that a class asks about one sentence."


def milliseconds(ask: Callable[[], object]) -> float:
    """The median time of a call, one after another."""
    times = []
    for _ in range(CALLS):
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


def figures(engine: Engine, model: str, visitors: int, tokens: int) -> dict[str, float]:
    """What is measured of an engine, by name."""

    def tokenize() -> object:
        return engine.tokenize(TokenizeRequest(model, text()))

    def predict() -> object:
        return engine.trace(TraceRequest(model, text()))

    def trace_everything() -> object:
        return engine.trace(TraceRequest(model, text(), capture=EVERYTHING))

    return {
        "tokenize, ms": milliseconds(tokenize),
        "new distribution, ms": milliseconds(predict),
        "all attention and streams, ms": milliseconds(trace_everything),
        f"new distributions/s, {visitors} visitors": calls_a_second(predict, visitors),
        "tokens/s, 1 visitor": rate(engine, model, 1, tokens),
        f"tokens/s, {visitors} visitors": rate(engine, model, visitors, tokens),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="http://127.0.0.1:8900")
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--tokens", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    engines: tuple[Engine, ...] = (local_engine(), RemoteEngine(Cluster(options.address, ENGINE_VARIABLE)))
    for engine in engines:
        for _ in range(8):  # every replica has loaded the model
            engine.trace(TraceRequest(options.model, text()))
    rounds = []
    for number in range(options.rounds):
        order = engines if number % 2 == 0 else engines[::-1]
        found = {engine: figures(engine, options.model, options.visitors, options.tokens) for engine in order}
        rounds.append(tuple(found[engine] for engine in engines))
        print(f"round {number + 1} of {options.rounds}", flush=True)
    print(f"\n| {options.model} | in this process | cluster | difference | ratio |\n|---|---|---|---|---|")
    for name in rounds[0][0]:
        here, there = ([figure[name] for figure in figures] for figures in zip(*rounds, strict=True))
        ratio = statistics.median(after / before for before, after in zip(here, there, strict=True))
        added = statistics.median(after - before for before, after in zip(here, there, strict=True))
        print(
            f"| {name} | {statistics.median(here):.1f} | {statistics.median(there):.1f} | {added:+.1f} | {ratio:.2f} |"
        )


if __name__ == "__main__":
    main()
