"""One look through the model: tokens, attention, hidden states, what each layer would say, with edits applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from llm_viz.errors import NotCausal
from llm_viz.lm.attention import Observation, includes
from llm_viz.lm.distribution import candidates, distribution, read_out
from llm_viz.lm.limits import MAX_CANDIDATES, check_attention, check_length, check_range
from llm_viz.lm.loading import LoadedModel
from llm_viz.lm.protocol import CutLink, Floats, LensReading, ReplaceToken, SilenceHead, Token, Trace, TraceRequest


def trace(loaded: LoadedModel, request: TraceRequest) -> Trace:
    """Run the request's text through the model once and keep what its capture names.

    Raises `TooManyTokens` or `BadRequest` for a request beyond the limits, `NotCausal` for a lens on an encoder.
    """
    tokens = _tokens(loaded, request)
    ids = [token.id for token in tokens]
    _check(loaded, request, len(ids))
    capture = request.capture
    kept = [layer for layer in range(loaded.facts.layers + 1) if includes(capture.hidden, layer)]
    observation = _observation(request)
    with (
        loaded.pass_through(observation),
        _residual_streams(loaded, range(loaded.facts.layers + 1) if capture.lens else kept) as streams,
    ):
        following = None
        pending = loaded.reader.unfinished(ids)
        if loaded.facts.causal:
            readout = read_out(loaded.next_logits(loaded.tensor(ids))[0])
            following = distribution(readout, loaded.reader, pending, capture.candidates)
        else:
            loaded.model(input_ids=loaded.tensor(ids))
        lens = _lens(loaded, streams, pending, capture.lens) if capture.lens else ()
    positions = slice(None) if capture.positions is None else list(capture.positions)
    weights = observation.weights if observation else {}
    return Trace(
        tokens=tokens,
        next=following,
        attention={layer: _array(weights[layer][0]) for layer in sorted(weights)},
        hidden={layer: _array(streams[layer][positions]) for layer in kept},
        lens=lens,
    )


def _tokens(loaded: LoadedModel, request: TraceRequest) -> tuple[Token, ...]:
    tokens = list(loaded.reader.continue_tokens(request.text, request.continuation))
    for edit in request.edits:
        if isinstance(edit, ReplaceToken):
            check_range("position", edit.position, 0, len(tokens) - 1)
            check_range("id", edit.id, 0, loaded.facts.vocabulary_size - 1)
            text, kind = loaded.reader.candidate_text(b"", edit.id)
            other = replace(tokens[edit.position], id=edit.id, text=text, bytes=loaded.reader.piece_bytes(edit.id))
            tokens[edit.position] = replace(other, kind=kind)
    return tuple(tokens)


def _check(loaded: LoadedModel, request: TraceRequest, length: int) -> None:
    facts, capture = loaded.facts, request.capture
    check_length(length, facts)
    check_attention(length, capture.attention, facts)
    check_range("candidates", capture.candidates, 1, MAX_CANDIDATES)
    check_range("lens", capture.lens, 0, MAX_CANDIDATES)
    if capture.lens and not facts.causal:
        raise NotCausal(model=facts.name)
    for position in capture.positions or ():
        check_range("position", position, 0, length - 1)
    for edit in request.edits:
        if isinstance(edit, CutLink):
            check_range("query", edit.query, 0, length - 1)
            check_range("key", edit.key, 0, length - 1)
        if isinstance(edit, SilenceHead):
            check_range("layer", edit.layer, 0, facts.layers - 1)
            check_range("head", edit.head, 0, facts.heads - 1)


def _observation(request: TraceRequest) -> Observation | None:
    """What the attention function must watch or change; None lets the whole pass use the fused kernel."""
    cuts = tuple(edit for edit in request.edits if isinstance(edit, CutLink))
    silenced = tuple(edit for edit in request.edits if isinstance(edit, SilenceHead))
    if not (request.capture.attention or cuts or silenced):
        return None
    return Observation(request.capture.attention, cuts, silenced)


@contextmanager
def _residual_streams(loaded: LoadedModel, wanted: Collection[int]) -> Iterator[dict[int, torch.Tensor]]:
    """Collects, during the block, the residual streams (tokens, width) before the first block (0) and after block l
    (l).
    """
    streams: dict[int, torch.Tensor] = {}
    blocks = loaded.anatomy.blocks

    def keep_input(_module: torch.nn.Module, inputs: tuple[Any, ...]) -> None:
        streams[0] = inputs[0][0]

    def keep_output(layer: int) -> Any:  # noqa: ANN401 - a hook of any block class
        def keep(_module: torch.nn.Module, _inputs: object, output: Any) -> None:  # noqa: ANN401
            streams[layer] = (output[0] if isinstance(output, tuple) else output)[0]

        return keep

    hooks = [blocks[layer - 1].register_forward_hook(keep_output(layer)) for layer in wanted if layer > 0]
    if 0 in wanted:
        hooks.append(blocks[0].register_forward_pre_hook(keep_input))
    try:
        yield streams
    finally:
        for hook in hooks:
            hook.remove()


def _lens(loaded: LoadedModel, streams: dict[int, torch.Tensor], pending: bytes, count: int) -> tuple[LensReading, ...]:
    last = torch.stack([streams[layer][-1] for layer in sorted(streams)])  # (layers + 1, width)
    readouts = [read_out(logits) for logits in loaded.anatomy.logits(last)]
    winner = int(readouts[-1].logits.argmax())
    return tuple(
        LensReading(
            candidates=candidates(readout, loaded.reader, pending, count),
            entropy_bits=readout.entropy_bits,
            winner_probability=float(readout.log_probabilities[winner].exp()),
            winner_rank=readout.rank(winner),
        )
        for readout in readouts
    )


def _array(tensor: torch.Tensor) -> Floats:
    """Read-only float32 copy: results are shared between visitors."""
    array = tensor.detach().to("cpu", torch.float32).numpy().copy()
    array.setflags(write=False)
    return np.asarray(array)
