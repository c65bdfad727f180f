"""Writing: one token after another, each with a full record of how it was chosen.

Keys and values of earlier tokens are kept (KV cache), so each step reads one new token only. Greedy decoding gives the
tokens of transformers' `generate`; sampling draws from the distribution that its logits processors leave.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

import torch
from transformers import DynamicCache, LogitsProcessorList

from llm_viz.base.errors import NotCausal
from llm_viz.engine.distribution import (
    Readout,
    candidates,
    check_sampling,
    draw,
    name_candidates,
    processors,
    read_out,
    sampling_probabilities,
)
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    Floats,
    GenerationRequest,
    Sampling,
    SamplingRequest,
    Step,
    StopReason,
)
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    MAX_CONTINUATIONS,
    MAX_NEW_TOKENS,
    check_length,
    check_range,
    length_limit,
)

Turn = Callable[[], AbstractContextManager[None]]
"""Gives the right to compute for one forward pass, so that several texts can be written side by side."""


def generate(loaded: LoadedModel, request: GenerationRequest, turn: Turn = nullcontext) -> Iterator[Step]:
    """Write up to `max_new_tokens` tokens, yielding the record of each as soon as it is chosen.

    Raises `BadRequest`, `TooManyTokens` or `NotCausal` before the first token if the request cannot be served.
    """
    check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
    check_range("top", request.top, 1, MAX_CANDIDATES)
    prompt, written = _prompt(loaded, request.text, request.sampling), list(request.continuation)
    check_length(len(prompt) + len(written), loaded.facts)
    room = min(request.max_new_tokens, length_limit(loaded.facts) - len(prompt) - len(written))
    chain = processors(request.sampling)
    cache = DynamicCache(config=loaded.model.config)
    unread = prompt + written
    for number in range(1, room + 1):
        with turn(), loaded.pass_through():
            logits = loaded.next_logits(loaded.tensor(unread), cache).float()
            readout = read_out(logits[0])
            chosen, chance = _choose(logits, readout, request.sampling, chain, len(written))
            pending = loaded.tokenizer.unfinished(written)
            best = candidates(readout, loaded.tokenizer, pending, request.top)
            named = name_candidates([chosen], readout.logits[[chosen]], readout, loaded.tokenizer, pending)[0]
        index = len(written)
        written.append(chosen)
        unread = [chosen]
        stop: StopReason | None = None
        if chosen in loaded.end_ids:
            stop = "end_of_text"
        elif number == room:
            stop = "length" if room == request.max_new_tokens else "context_full"
        yield Step(
            index=index,
            chosen=named,
            rank=readout.rank(chosen),
            sampling_probability=chance,
            entropy_bits=readout.entropy_bits,
            candidates=best,
            text=loaded.tokenizer.text(written),
            stop=stop,
        )
        if stop is not None:
            return


def _prompt(loaded: LoadedModel, text: str, sampling: Sampling) -> list[int]:
    if not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    check_sampling(sampling)
    return loaded.tokenizer.ids(text)


def _choose(
    logits: torch.Tensor, readout: Readout, sampling: Sampling, chain: LogitsProcessorList, step: int
) -> tuple[int, float]:
    """The token chosen from logits (1, vocabulary), and the chance it had after the filters."""
    if sampling.temperature == 0:
        return int(readout.logits.argmax()), 1.0
    probabilities = sampling_probabilities(logits, sampling, chain)[0]
    token = draw(probabilities, sampling.seed, step)
    return token, float(probabilities[token])


@dataclass
class _Writing:
    """One of several continuations while it is being written."""

    ids: list[int] = field(default_factory=list)
    surprise_bits: float = 0.0
    ended: bool = False


def continuations(
    loaded: LoadedModel, request: ContinuationsRequest, turn: Turn = nullcontext
) -> Iterator[Continuations]:
    """Write several continuations as one batch, yielding all of them after every step. Raises as `generate` does."""
    check_range("count", request.count, 1, MAX_CONTINUATIONS)
    check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
    prompt = _prompt(loaded, request.text, request.sampling)
    check_length(len(prompt) + request.max_new_tokens, loaded.facts)
    chain = processors(request.sampling)
    cache = DynamicCache(config=loaded.model.config)
    writings = [_Writing() for _ in range(request.count)]
    for step in range(request.max_new_tokens):
        with turn(), loaded.pass_through():
            if step == 0:
                logits = loaded.next_logits(loaded.tensor(prompt), cache).expand(request.count, -1)
                cache.batch_repeat_interleave(request.count)
            else:
                last = torch.tensor([[writing.ids[-1]] for writing in writings], device=loaded.device)
                logits = loaded.next_logits(last, cache)
            _extend(loaded, writings, logits.float(), request.sampling, chain, step)
        yield Continuations(step + 1, tuple(_finished(loaded, writing) for writing in writings))
        if all(writing.ended for writing in writings):
            return


def _extend(
    loaded: LoadedModel,
    writings: list[_Writing],
    logits: torch.Tensor,
    sampling: Sampling,
    chain: LogitsProcessorList,
    step: int,
) -> None:
    """Add one token to every continuation that has not ended; `logits` is (continuations, vocabulary)."""
    raw = logits.log_softmax(-1)
    probabilities = sampling_probabilities(logits, sampling, chain)
    for number, writing in enumerate(writings):
        if writing.ended:
            continue  # its row stays in the batch, which must keep its shape, and reads its last token again
        token = draw(probabilities[number], sampling.seed + number, step)
        writing.ids.append(token)
        writing.surprise_bits -= float(raw[number, token]) / math.log(2)
        writing.ended = token in loaded.end_ids


def _finished(loaded: LoadedModel, writing: _Writing) -> Continuation:
    return Continuation(tuple(writing.ids), loaded.tokenizer.text(writing.ids), writing.surprise_bits, writing.ended)


def probabilities_of(loaded: LoadedModel, request: SamplingRequest) -> Floats:
    """The chance (len(ids),) that each of the request's ids has of being drawn next, after the filters."""
    prompt = _prompt(loaded, request.text, request.sampling)
    check_length(len(prompt), loaded.facts)
    for token in request.ids:
        check_range("id", token, 0, loaded.facts.vocabulary_size - 1)
    with loaded.pass_through():
        logits = loaded.next_logits(loaded.tensor(prompt)).float()
        chances = sampling_probabilities(logits, request.sampling, processors(request.sampling))[0]
        return chances[list(request.ids)].cpu().numpy()
