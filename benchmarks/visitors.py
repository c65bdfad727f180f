"""How many tokens a second visitors get who write at once: 1, 4, 16 and 40 of them, with full records.

`python -m benchmarks.visitors [--model KEY …] [--tokens 24]`; ratios are to one visitor of the same run.
"""

from __future__ import annotations

import argparse
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from llm_viz.engine.local import local_engine
from llm_viz.engine.protocol.engine import Engine
from llm_viz.engine.protocol.generation import GenerationRequest, Sampling

SUBJECTS = ("fox", "teacher", "river", "train", "garden", "letter", "storm", "child", "machine", "song")
VISITORS = (1, 4, 16, 40)


def write(engine: Engine, model: str, number: int, tokens: int, begin: threading.Barrier) -> int:
    """One visitor: the tokens written."""
    text = f"Visitor {number} tells of a {SUBJECTS[number % len(SUBJECTS)]}. Once upon a time"
    sampling = Sampling(temperature=0.9, seed=number)
    begin.wait()
    return len(list(engine.generate(GenerationRequest(model, text, sampling=sampling, max_new_tokens=tokens))))


def rate(engine: Engine, model: str, visitors: int, tokens: int) -> float:
    """Tokens a second of all visitors together."""
    begin = threading.Barrier(visitors + 1)
    with ThreadPoolExecutor(visitors) as pool:
        running = [pool.submit(write, engine, model, number, tokens, begin) for number in range(visitors)]
        begin.wait()
        start = time.perf_counter()
        written = sum(future.result() for future in running)
        return written / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", nargs="*", default=["gemma-3-270m", "smollm2-135m"])
    parser.add_argument("--tokens", type=int, default=24)
    options = parser.parse_args()
    engine = local_engine()
    engine.warm_up(options.model)
    print("| model | visitors | tokens/s in all | times one visitor |\n|---|---|---|---|")
    for model in options.model:
        alone = 0.0
        for visitors in VISITORS:
            found = rate(engine, model, visitors, options.tokens)
            alone = alone or found
            print(f"| {model} | {visitors} | {found:.1f} | {found / alone:.1f} |", flush=True)


if __name__ == "__main__":
    main()
