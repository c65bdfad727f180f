"""Which number of threads, and which way of waiting for each other, serve a decoding step best beside busy processes:
milliseconds per step of 1 and of 40 texts, for threads that sleep at once, look a little longer or spin, beside 0, 1
and 2 busy processes. They are compared with the app's own setting: as many threads as cores, which sleep at once.

    python -m benchmarks.threads [--model KEY] [--seconds 3]

Each number is a process of its own, since OpenMP reads its settings once. About 3 minutes a model on two cores.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product

from benchmarks.report import Effort, Row, in_turn, parser_of, program_with_options

TITLE = "Threads"
THREADS = (1, 2)
WAITS = {
    "sleep": {"OMP_WAIT_POLICY": "PASSIVE"},
    "short look": {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "20000"},
    "spin": {"OMP_WAIT_POLICY": "ACTIVE"},
}
OWN = "sleep"
BUSY = (0, 1, 2)
ROWS = (1, 40)
PROMPT = "Once upon a time"


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that compute without end, during the block."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def step_times(model: str, rows: int, seconds: float) -> list[float]:
    """Milliseconds of the decoding steps that were made in this time, in this process."""
    from llm_viz.engine.catalogue import find_card
    from llm_viz.engine.decoder import Decoder
    from llm_viz.engine.device import choose_device
    from llm_viz.engine.loading import load
    from llm_viz.engine.protocol.generation import GenerationRequest, Sampling
    from llm_viz.engine.store import prepared_folder
    from llm_viz.engine.writing import Generation

    card = find_card(model)
    loaded, decoder = load(card, prepared_folder(card), choose_device()), None
    times: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        if decoder is None or decoder.rows < rows:  # texts end
            decoder = Decoder(loaded)
            samplings = [Sampling(temperature=0.9, seed=number + len(times)) for number in range(rows)]
            requests = [GenerationRequest(model, PROMPT, (), sampling, max_new_tokens=40) for sampling in samplings]
            list(decoder.join([Generation(loaded, request) for request in requests]))
        start = time.perf_counter()
        list(decoder.step())
        times.append(1000 * (time.perf_counter() - start))
    return times


def measured(model: str, rows: int, seconds: float, threads: int, wait: dict[str, str]) -> float:
    """The median of the steps in a process with these settings."""
    command = [sys.executable, "-m", "benchmarks.threads", "--model", model, "--seconds", str(seconds)]
    settings = {**os.environ, "OMP_NUM_THREADS": str(threads), **wait}
    output = subprocess.run([*command, "--rows", str(rows)], env=settings, capture_output=True, text=True, check=True)
    return float(output.stdout)


def measure(options: argparse.Namespace, effort: Effort) -> Iterator[Row]:
    """A row for each number of texts and of busy processes and each setting."""
    settings = [
        (threads, name) for threads, name in product(THREADS, WAITS) if threads > 1 or name == OWN
    ]  # one thread has nobody to wait for
    for rows, count in product(ROWS, BUSY):
        with busy(count):
            measures = [
                partial(measured, options.model, rows, options.seconds, threads, WAITS[name])
                for threads, name in settings
            ]
            found = dict(zip(settings, in_turn(effort.rounds(quick=1, full=1), *measures), strict=True))
        own = found.pop((max(THREADS), OWN))
        where = f"{rows} texts at once, beside {count} busy processes"
        for (threads, name), values in found.items():
            yield Row(f"{where}: threads: {threads}, they {name}", "ms", values, "the app's setting", own)


def main() -> None:
    """Measure what the command asks for."""
    parser = parser_of(__doc__)
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rows", type=int, help="measure in this process and print one number")
    options, _ = parser.parse_known_args()
    if options.rows:
        print(statistics.median(step_times(options.model, options.rows, options.seconds)))
    else:
        program_with_options("threads", TITLE, __doc__, lambda options: partial(measure, options), parser)


if __name__ == "__main__":
    main()
