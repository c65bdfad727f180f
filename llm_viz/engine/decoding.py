"""Generation: one token after another, each with the distribution that it was chosen from.

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
from llm_viz.engine.protocol.generation import (
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    GenerationStep,
    Sampling,
    SamplingRequest,
)
from llm_viz.engine.protocol.types import Floats, StopReason
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    MAX_CONTINUATIONS,
    MAX_NEW_TOKENS,
    check_length,
    check_range,
    length_limit,
)

AcquireSlot = Callable[[], AbstractContextManager[None]]
"""Waits for a slot of the request queue; entered for one forward pass at a time, so that generations interleave."""


def generate(
    loaded: LoadedModel, request: GenerationRequest, acquire_slot: AcquireSlot = nullcontext
) -> Iterator[GenerationStep]:
    """Generate up to `max_new_tokens` tokens, yielding each as soon as it is chosen; `acquire_slot` is entered for
    each.

    Raises `BadRequest`, `TooManyTokens` or `NotCausal` before the first token if the request cannot be served.
    """
    check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
    check_range("top", request.top, 1, MAX_CANDIDATES)
    prompt, written = _prompt(loaded, request.text, request.sampling), list(request.continuation)
    for token in written:
        check_range("id", token, 0, loaded.facts.vocabulary_size - 1)
    check_length(len(prompt) + len(written), loaded.facts)
    room = min(request.max_new_tokens, length_limit(loaded.facts) - len(prompt) - len(written))
    chain = processors(request.sampling)
    cache = loaded.new_cache()
    unread = prompt + written
    for number in range(1, room + 1):
        with acquire_slot(), loaded.pass_through():
            logits = loaded.next_logits(loaded.tensor(unread), cache).float()
            readout = read_out(logits[0])
            chosen, probability = _choose(logits, readout, request.sampling, chain, len(written))
            pending = loaded.tokenizer.unfinished(written)
            best = candidates(readout, loaded.tokenizer, pending, request.top)
            named = name_candidates([chosen], readout.logits[[chosen]], readout, loaded.tokenizer, pending)[0]
        index = len(written)
        written.append(chosen)
        unread = [*unread, chosen] if cache is None else [chosen]
        stop: StopReason | None = None
        if chosen in loaded.end_ids:
            stop = "end_of_text"
        elif number == room:
            stop = "length" if room == request.max_new_tokens else "context_full"
        yield GenerationStep(
            index=index,
            chosen=named,
            rank=readout.rank(chosen),
            sampling_probability=probability,
            entropy_bits=readout.entropy_bits,
            candidates=best,
            text=loaded.tokenizer.text(written, after=prompt),
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
    """The token chosen from logits (1, vocab), and its probability after the filters."""
    if sampling.temperature == 0:
        return int(readout.logits.argmax()), 1.0
    probabilities = sampling_probabilities(logits, sampling, chain)[0]
    token = draw(probabilities, sampling.seed, step)
    return token, float(probabilities[token])


@dataclass
class _Writing:
    """One of several continuations while it is being written."""

    ids: list[int] = field(default_factory=list)
    surprisal_bits: float = 0.0
    ended: bool = False


def continuations(
    loaded: LoadedModel, request: ContinuationsRequest, acquire_slot: AcquireSlot = nullcontext
) -> Iterator[Continuations]:
    """Generate several continuations as one batch, yielding all of them after every step. Raises as `generate` does."""
    check_range("count", request.count, 1, MAX_CONTINUATIONS)
    check_range("max_new_tokens", request.max_new_tokens, 1, MAX_NEW_TOKENS)
    prompt = _prompt(loaded, request.text, request.sampling)
    check_length(len(prompt) + request.max_new_tokens, loaded.facts)
    chain = processors(request.sampling)
    cache = loaded.new_cache()
    writings = [_Writing() for _ in range(request.count)]
    for step in range(request.max_new_tokens):
        with acquire_slot(), loaded.pass_through():
            logits = _read_rows(loaded, prompt, writings, cache)
            _extend(loaded, writings, logits.float(), request.sampling, chain, step)
        yield Continuations(step + 1, tuple(_finished(loaded, prompt, writing) for writing in writings))
        if all(writing.ended for writing in writings):
            return


def _read_rows(
    loaded: LoadedModel, prompt: list[int], writings: list[_Writing], cache: DynamicCache | None
) -> torch.Tensor:
    """Logits (row, vocab) after what each has written so far, if anything."""
    count, step = len(writings), max(len(writing.ids) for writing in writings)
    if cache is None:
        # All rows of a batch are equally long: one that has ended earlier reads its last token again.
        rows = [[*prompt, *writing.ids, *writing.ids[-1:] * (step - len(writing.ids))] for writing in writings]
        return loaded.next_logits(torch.tensor(rows, device=loaded.device))
    if step > 0:
        last = torch.tensor([[writing.ids[-1]] for writing in writings], device=loaded.device)
        return loaded.next_logits(last, cache)
    if loaded.abilities.memory.repeatable:
        logits = loaded.next_logits(loaded.tensor(prompt), cache).expand(count, -1)
        cache.batch_repeat_interleave(count)
        return logits
    return loaded.next_logits(loaded.tensor(prompt).expand(count, -1), cache)


def _extend(
    loaded: LoadedModel,
    writings: list[_Writing],
    logits: torch.Tensor,
    sampling: Sampling,
    chain: LogitsProcessorList,
    step: int,
) -> None:
    """Add one token to every continuation that has not ended; `logits` is (row, vocab), one row each."""
    raw = logits.log_softmax(-1)  # (row, vocab)
    probabilities = sampling_probabilities(logits, sampling, chain)
    for number, writing in enumerate(writings):
        if writing.ended:
            continue  # its row stays in the batch, which must keep its shape, and reads its last token again
        token = draw(probabilities[number], sampling.seed + number, step)
        writing.ids.append(token)
        writing.surprisal_bits -= float(raw[number, token]) / math.log(2)
        writing.ended = token in loaded.end_ids


def _finished(loaded: LoadedModel, prompt: list[int], writing: _Writing) -> Continuation:
    text = loaded.tokenizer.text(writing.ids, after=prompt)
    return Continuation(tuple(writing.ids), text, writing.surprisal_bits, writing.ended)


def probabilities_of(loaded: LoadedModel, request: SamplingRequest) -> Floats:
    """The probability (candidate,) of each of the request's ids to be sampled next, after the filters.

    Raises `BadRequest`, `TooManyTokens` or `NotCausal` if the request cannot be served.
    """
    prompt = _prompt(loaded, request.text, request.sampling)
    check_length(len(prompt), loaded.facts)
    for token in request.ids:
        check_range("id", token, 0, loaded.facts.vocabulary_size - 1)
    with loaded.pass_through():
        logits = loaded.next_logits(loaded.tensor(prompt)).float()
        probabilities = sampling_probabilities(logits, request.sampling, processors(request.sampling))[0]
        return probabilities[list(request.ids)].cpu().numpy()
