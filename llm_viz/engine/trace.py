"""One forward pass: tokens, attention, residual streams, logit lens and prediction, with interventions applied."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from llm_viz.base.errors import NotCausal, ScoresNotPlain
from llm_viz.engine.attention import AttentionHook, includes
from llm_viz.engine.distribution import candidates, distribution, read_out
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import AttentionVectors, LensReading, ReplaceToken, Trace, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    check_attention,
    check_has_attention,
    check_intervention,
    check_length,
    check_range,
)
from llm_viz.engine.residual_stream import residual_streams


def trace(loaded: LoadedModel, request: TraceRequest) -> Trace:
    """Run the request's text through the model once and keep what its capture names.

    Raises `TooManyTokens` or `BadRequest` for a request beyond `request_limits`, `NotCausal` for a lens on an encoder,
    `NoAttention`, `AttentionPartial` or `ScoresNotPlain` for what the model does not have, `ModelBroken` if what comes
    out is no number.
    """
    tokens = _tokens(loaded, request)
    ids = [token.id for token in tokens]
    _check(loaded, request, len(ids))
    capture = request.capture
    wanted = [layer for layer in range(loaded.facts.layers + 1) if includes(capture.hidden, layer)]
    hook = _attention_hook(request)
    with (
        loaded.pass_through(hook),
        residual_streams(loaded.modules, range(loaded.facts.layers + 1) if capture.lens else wanted) as streams,
    ):
        following = None
        pending = loaded.tokenizer.unfinished(ids)
        if loaded.facts.causal and capture.candidates:
            readout = read_out(loaded.next_logits(loaded.tensor(ids))[0])
            following = distribution(readout, loaded.tokenizer, pending, capture.candidates)
        else:
            # Without the costly output projection; a softmax may hide what is no number, the last states do not.
            loaded.numbers(loaded.model.base_model(input_ids=loaded.tensor(ids))[0])
        lens = _lens(loaded, streams, pending, capture.lens) if capture.lens else ()
    kept = AttentionHook() if hook is None else hook
    asked = (layer for layer in range(loaded.facts.layers) if includes(capture.vectors, layer))
    if any(layer not in kept.kept_vectors for layer in asked):
        raise ScoresNotPlain(model=loaded.facts.name)
    positions = slice(None) if capture.positions is None else list(capture.positions)
    return Trace(
        tokens=tokens,
        next=following,
        attention={layer: read_only(loaded, weights[0]) for layer, weights in sorted(kept.kept_weights.items())},
        hidden={layer: read_only(loaded, streams[layer][0, positions]) for layer in wanted},
        lens=lens,
        vectors={
            layer: AttentionVectors(read_only(loaded, queries[0]), read_only(loaded, keys[0]), scaling, cap)
            for layer, (queries, keys, scaling, cap) in sorted(kept.kept_vectors.items())
        },
    )


def _tokens(loaded: LoadedModel, request: TraceRequest) -> tuple[Token, ...]:
    tokens = list(loaded.tokenizer.continue_tokens(request.text, request.continuation))
    for intervention in request.interventions:
        if isinstance(intervention, ReplaceToken):
            check_intervention(intervention, len(tokens), loaded.facts)
            text, kind = loaded.tokenizer.candidate_text(b"", intervention.id)
            other = replace(
                tokens[intervention.position],
                id=intervention.id,
                text=text,
                bytes=loaded.tokenizer.token_bytes(intervention.id),
            )
            tokens[intervention.position] = replace(other, kind=kind)
    return tuple(tokens)


def _check(loaded: LoadedModel, request: TraceRequest, length: int) -> None:
    facts, capture = loaded.facts, request.capture
    check_length(length, facts)
    check_attention(length, capture.attention, facts)
    check_has_attention(capture.vectors, facts)
    check_range("candidates", capture.candidates, 0, MAX_CANDIDATES)
    check_range("lens", capture.lens, 0, MAX_CANDIDATES)
    if capture.lens and not facts.causal:
        raise NotCausal(model=facts.name)
    for position in capture.positions or ():
        check_range("position", position, 0, length - 1)
    for intervention in request.interventions:
        check_intervention(intervention, length, facts)


def _attention_hook(request: TraceRequest) -> AttentionHook | None:
    """What the attention function must keep or change; None lets the whole pass use the fused kernel."""
    capture = request.capture
    interventions = tuple(
        intervention for intervention in request.interventions if not isinstance(intervention, ReplaceToken)
    )
    if not (capture.attention or capture.vectors or interventions):
        return None
    return AttentionHook(capture.attention, capture.vectors, (interventions,))


def _lens(loaded: LoadedModel, streams: dict[int, torch.Tensor], pending: bytes, count: int) -> tuple[LensReading, ...]:
    last = loaded.numbers(torch.stack([streams[layer][0, -1] for layer in sorted(streams)]))  # (layers + 1, d_model)
    readouts = [read_out(logits) for logits in loaded.modules.logits(last)]
    winner = int(readouts[-1].logits.argmax())
    return tuple(
        LensReading(
            candidates=candidates(readout, loaded.tokenizer, pending, count),
            entropy_bits=readout.entropy_bits,
            winner_probability=float(readout.log_probabilities[winner].exp()),
            winner_rank=readout.rank(winner),
        )
        for readout in readouts
    )


def read_only(loaded: LoadedModel, tensor: torch.Tensor) -> Floats:
    """A read-only float32 copy of any shape, (…): results are shared between visitors. `ModelBroken` for NaN."""
    array = loaded.numbers(tensor).detach().to("cpu", torch.float32).numpy().copy()
    array.setflags(write=False)
    return np.asarray(array)
