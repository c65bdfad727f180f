"""How fast the engine answers, against transformers doing less on the same weights: a new distribution of a 16-token
text against one bare forward pass, and a text with the full record of every step against `model.generate` without any
record. A ratio below 1 means that the engine is the faster one.

    python -m benchmarks.engine [--rounds 4] [--quick]
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

import torch
from transformers import AutoModelForCausalLM, GenerationConfig, PreTrainedModel

from benchmarks.report import Effort, Row, in_turn, program, seconds
from llm_viz.engine.catalogue import CARDS, ModelCard
from llm_viz.engine.device import choose_device
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model_files import parameters_in
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.generation import GREEDY, GenerationRequest, Sampling
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.engine.protocol.tracing import Capture, TraceRequest
from llm_viz.engine.store import prepared_folder

TITLE = "Engine"
ARTICLE = ("こんにちは、世界! The quick brown fox jumps. 12345\n" * 50)[:2000]
PROMPT = "The history of science is the study of how people have come to know"
SAMPLED = Sampling(temperature=0.8, top_k=50, top_p=0.95)
WARM = 2
"""Passes before anything is counted: the first one loads the model, the second finds its memory."""


def measure(effort: Effort) -> Iterator[Row]:
    """The rows of each embedded causal model."""
    engine = LocalEngine()
    for card in (card for card in CARDS if card.causal):
        engine.warm_up([card.key])
        yield from _reading(engine, card, effort)
        yield from attribution(engine, card, effort)
        plain = plain_model(card)
        yield distribution(engine, plain, card, effort)
        for name, sampling in (("greedy", GREEDY), ("sampled", SAMPLED)):
            yield generation(engine, plain, card, name, sampling, effort)


def _reading(engine: LocalEngine, card: ModelCard, effort: Effort) -> Iterator[Row]:
    rounds = effort.rounds(quick=3, full=7)
    measures: dict[str, Callable[[], object]] = {
        "found prepared": partial(prepared_folder, card),
        "2000 characters cut into tokens": partial(engine.tokenize, TokenizeRequest(card.key, ARTICLE)),
    }
    for what, run in measures.items():
        values = tuple(1000 * seconds(run) for _ in range(rounds))
        yield Row(f"{card.name}: {what}", "ms", values)


def distribution(engine: LocalEngine, plain: PreTrainedModel, card: ModelCard, effort: Effort) -> Row:
    """Every prompt differs, so that none is answered from the cache of results."""
    numbers = count()

    def request() -> TraceRequest:
        number = next(numbers)
        return TraceRequest(card.key, f"{PROMPT} {chr(97 + number // 26)}{chr(97 + number % 26)}", capture=capture)

    capture = Capture(candidates=50)
    ids = _ids(engine, plain, card, request().text)

    def recorded() -> float:
        return 1000 * seconds(partial(engine.trace, request()))

    @torch.inference_mode()
    def forward() -> torch.Tensor:
        return plain(ids, logits_to_keep=1, use_cache=False).logits.cpu()

    def bare() -> float:
        return 1000 * seconds(forward)

    for _ in range(WARM):
        recorded(), bare()
    values, others = in_turn(effort.rounds(quick=8, full=24), recorded, bare)
    return Row(f"{card.name}: new distribution", "ms", values, "one bare forward pass", others)


def attribution(engine: LocalEngine, card: ModelCard, effort: Effort) -> Iterator[Row]:
    """Traces with more and more divided scores beside a plain one; every prompt differs."""
    asked: dict[str, tuple[AttributionTargets, ...]] = {
        "a plain trace": (),
        "one score divided": (AttributionTargets(likeliest=1),),
        "six scores divided": (AttributionTargets(likeliest=6),),
        "six at nine positions": tuple(AttributionTargets(position, likeliest=6) for position in range(5, 14)),
    }
    numbers = count()

    def trace(targets: tuple[AttributionTargets, ...]) -> float:
        request = TraceRequest(card.key, f"{PROMPT} {next(numbers)}", attribution=targets)
        return 1000 * seconds(partial(engine.trace, request))

    measures = [partial(trace, targets) for targets in asked.values()]
    for first in measures:  # finds out what the model's normalisations do
        first()
    plain, *divided = in_turn(effort.rounds(quick=4, full=12), *measures)
    for name, values in zip(list(asked)[1:], divided, strict=True):
        yield Row(f"{card.name}: {name}", "ms", values, "a plain trace", plain)


def generation(
    engine: LocalEngine, plain: PreTrainedModel, card: ModelCard, name: str, sampling: Sampling, effort: Effort
) -> Row:
    """Milliseconds a token, recorded and plain."""
    prompt = _ids(engine, plain, card, PROMPT)
    tokens, seeds = effort.pick(quick=8, full=24), count()
    settings = GenerationConfig(
        max_new_tokens=tokens,
        do_sample=sampling.temperature > 0,
        temperature=sampling.temperature or None,
        top_k=sampling.top_k,
        top_p=sampling.top_p,
        pad_token_id=0,
    )

    def bare() -> float:
        start = time.perf_counter()
        written = plain.generate(prompt, attention_mask=torch.ones_like(prompt), generation_config=settings)
        return 1000 * (time.perf_counter() - start) / (written.shape[1] - prompt.shape[1])

    def recorded() -> float:
        choice = Sampling(sampling.temperature, sampling.top_k, sampling.top_p, seed=next(seeds))
        start = time.perf_counter()
        steps = list(engine.generate(GenerationRequest(card.key, PROMPT, sampling=choice, max_new_tokens=tokens)))
        return 1000 * (time.perf_counter() - start) / len(steps)

    recorded(), bare()
    values, others = in_turn(effort.rounds(quick=2, full=4), recorded, bare)
    return Row(
        f"{card.name}: {name}, a token with its record",
        "ms",
        values,
        "`generate` without record",
        others,
        "ratio at most 0.77",
    )


def plain_model(card: ModelCard) -> PreTrainedModel:
    """The model as transformers loads it, where and in the precision in which the engine computes it."""
    folder = prepared_folder(card)
    device = choose_device(parameters_in(folder))
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=device.dtype)
    return model.to(device.torch_device).eval()


def _ids(engine: LocalEngine, plain: PreTrainedModel, card: ModelCard, text: str) -> torch.Tensor:
    tokens = engine.tokenize(TokenizeRequest(card.key, text)).tokens
    return torch.tensor([[token.id for token in tokens]], device=plain.device)


if __name__ == "__main__":
    program("engine", TITLE, __doc__, measure)
