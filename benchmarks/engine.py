"""How fast the engine answers, against transformers doing less on the same weights in the same run.

    python -m benchmarks.engine [--rounds 7] [--tokens 32]

For each embedded causal model: milliseconds to find it prepared and to read a text of 2000 characters (about 10 each),
milliseconds to a new distribution of a 16-token prompt, and the time of a generation with the full record of every
step divided by that of `model.generate` without any record. The two are measured in turn, so the ratio holds on a
noisy machine; below 1 the recorded generation is the faster one. In the same way, the time of a trace that divides
scores (one, six, and six at each of nine positions) divided by that of a plain one.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import islice

import torch
from transformers import AutoModelForCausalLM, GenerationConfig, PreTrainedModel

from llm_viz.engine.catalogue import CARDS
from llm_viz.engine.device import choose_device
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, Sampling
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.store import prepared_folder

ARTICLE = ("こんにちは、世界! The quick brown fox jumps. 12345\n" * 50)[:2000]
PROMPT = "The history of science is the study of how people have come to know"
SAMPLED = Sampling(temperature=0.8, top_k=50, top_p=0.95)


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def distribution_times(engine: LocalEngine, model: str, count: int) -> list[float]:
    """Milliseconds per new distribution; every prompt differs, so that none is answered from the cache of results."""
    prompts = (f"{PROMPT} {first}{second}" for first in "abcdefgh" for second in "abcdefgh")
    requests = [TraceRequest(model, text, capture=Capture(candidates=50)) for text in islice(prompts, count)]
    return [1000 * seconds(lambda: engine.trace(request)) for request in requests]  # noqa: B023 - called at once


def attribution_times(engine: LocalEngine, model: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of traces with more and more divided scores, measured in turn; every prompt differs."""
    asked = {
        "plain": (),
        "one score": (AttributionTargets(likeliest=1),),
        "six scores": (AttributionTargets(likeliest=6),),
        "six at nine positions": tuple(AttributionTargets(position, likeliest=6) for position in range(5, 14)),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds + 1):  # the first round finds out what the model's normalisations do
        for name, attribution in asked.items():
            request = TraceRequest(model, f"{PROMPT} {number}{name[0]}", attribution=attribution)
            times[name].append(1000 * seconds(partial(engine.trace, request)))
    return {name: found[1:] for name, found in times.items()}


def generation_ratios(
    engine: LocalEngine, plain: PreTrainedModel, model: str, sampling: Sampling, tokens: int, rounds: int
) -> list[float]:
    """Seconds per token with the full record over seconds per token of `generate`, round by round."""
    prompt = torch.tensor(
        [[token.id for token in engine.tokenize(TokenizeRequest(model, PROMPT)).tokens]], device=plain.device
    )
    settings = GenerationConfig(
        max_new_tokens=tokens,
        do_sample=sampling.temperature > 0,
        temperature=sampling.temperature or None,
        top_k=sampling.top_k,
        top_p=sampling.top_p,
        pad_token_id=0,
    )

    def without_record() -> float:
        start = time.perf_counter()
        written = plain.generate(prompt, attention_mask=torch.ones_like(prompt), generation_config=settings)
        return (time.perf_counter() - start) / (written.shape[1] - prompt.shape[1])

    def with_record(seed: int) -> float:
        choice = Sampling(sampling.temperature, sampling.top_k, sampling.top_p, seed=seed)
        start = time.perf_counter()
        steps = list(engine.generate(GenerationRequest(model, PROMPT, sampling=choice, max_new_tokens=tokens)))
        return (time.perf_counter() - start) / len(steps)

    with_record(0), without_record()
    return [with_record(seed) / without_record() for seed in range(rounds)]


def main() -> None:
    """Print a line per model and measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=32)
    options = parser.parse_args()
    engine, device = LocalEngine(), choose_device()
    print(f"{device.name}, {device.precision}, {torch.get_num_threads()} threads")
    for card in (card for card in CARDS if card.causal):
        engine.warm_up([card.key])
        times = distribution_times(engine, card.key, 4 * options.rounds)
        found = min(seconds(partial(prepared_folder, card)) for _ in range(options.rounds))
        read = min(seconds(partial(engine.tokenize, TokenizeRequest(card.key, ARTICLE))) for _ in range(options.rounds))
        print(f"{card.key}: found prepared in {1000 * found:.1f} ms, 2000 characters read in {1000 * read:.1f} ms")
        quantiles = statistics.quantiles(times, n=20)
        print(f"{card.key}: new distribution p50 {statistics.median(times):.0f} ms, p95 {quantiles[-1]:.0f} ms")
        divided = attribution_times(engine, card.key, 2 * options.rounds)
        alone = statistics.median(divided.pop("plain"))
        for name, found_times in divided.items():
            median = statistics.median(found_times)
            print(f"{card.key}: trace with shares, {name}: {median:.0f} ms, {median / alone:.2f} of a plain one")
        plain = (
            AutoModelForCausalLM.from_pretrained(prepared_folder(card), dtype=device.dtype)
            .to(device.torch_device)
            .eval()
        )
        for name, sampling in (("greedy", GREEDY), ("sampled", SAMPLED)):
            ratios = generation_ratios(engine, plain, card.key, sampling, options.tokens, options.rounds)
            spread = f"{min(ratios):.2f} … {max(ratios):.2f}"
            print(f"{card.key}: {name} generation, recorded / plain {statistics.median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main()
