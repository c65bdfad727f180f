"""Which number of threads, and which way of waiting for each other, serve a decoding step best beside busy processes.

`python -m benchmarks.threads [--model KEY] [--seconds 3]`: milliseconds per step of 1 and of 40 texts (median), for 1
and 2 threads, for threads that sleep at once, look a little longer or spin, beside 0, 1 and 2 busy processes. Each
cell is a process of its own, since OpenMP reads its settings once. About 2 minutes a model on two cores.
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
from itertools import product

THREADS = (1, 2)
WAITS = {
    "sleep": {"OMP_WAIT_POLICY": "PASSIVE"},
    "short look": {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "20000"},
    "spin": {"OMP_WAIT_POLICY": "ACTIVE"},
}
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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rows", type=int, help="measure in this process and print one number")
    options = parser.parse_args()
    if options.rows:
        print(statistics.median(step_times(options.model, options.rows, options.seconds)))
        return
    print("| threads | they wait by | texts |" + "".join(f" {count} busy |" for count in BUSY))
    print("|---|---|---|" + "---|" * len(BUSY))
    for rows, threads, (name, wait) in product(ROWS, THREADS, WAITS.items()):
        if threads == 1 and name != "sleep":
            continue  # nobody to wait for
        print(f"| {threads} | {name} | {rows} |", end="", flush=True)
        for count in BUSY:
            with busy(count):
                print(f" {measured(options.model, rows, options.seconds, threads, wait):.0f} ms |", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
