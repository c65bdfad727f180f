"""A request for a trace before its pass: checked, and its text cut into the tokens that go through the model."""

from __future__ import annotations

from dataclasses import dataclass, replace

from llm_viz.base.errors import NotCausal
from llm_viz.engine.feed_forward import neuron_numbers
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import Capture, InterventionSet, ReplaceToken, TraceRequest
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    check_attention,
    check_attribution,
    check_has_attention,
    check_intervention,
    check_length,
    check_neurons,
    check_range,
)


@dataclass(frozen=True)
class Reading:
    """A request that has been checked, and the tokens of its text, replaced ones included."""

    request: TraceRequest
    tokens: tuple[Token, ...]

    @property
    def ids(self) -> list[int]:
        return [token.id for token in self.tokens]

    @property
    def on_attention(self) -> InterventionSet:
        """Those interventions that the attention function makes; the others are made, the tokens are replaced."""
        return tuple(change for change in self.request.interventions if not isinstance(change, ReplaceToken))

    @property
    def kind(self) -> tuple[Capture, bool, bool]:
        """Readings of one kind can go through a model together: the same is kept, and all are watched or none, divided
        or none. What is read off the last token afterwards may differ.
        """
        kept = replace(self.request.capture, positions=None, candidates=0, lens=0)
        return kept, bool(self.on_attention), bool(self.request.attribution)


def prepare(loaded: LoadedModel, request: TraceRequest) -> Reading:
    """Read the request's text as tokens.

    Raises `TooManyTokens` or `BadRequest` for a request beyond `request_limits`, `NotCausal` for a lens on an encoder,
    `NoAttention`, `AttentionPartial` or `ScoreIndivisible` for what the model does not have.
    """
    reading = Reading(request, _tokens(loaded, request))
    _check(loaded, request, len(reading.tokens))
    return reading


def _tokens(loaded: LoadedModel, request: TraceRequest) -> tuple[Token, ...]:
    tokens = list(loaded.tokenizer.continue_tokens(request.text, request.continuation))
    for intervention in request.interventions:
        if isinstance(intervention, ReplaceToken):
            check_intervention(intervention, len(tokens), loaded.facts)
            tokens[intervention.position] = _replaced(loaded, tokens[intervention.position], intervention.id)
    return tuple(tokens)


def _replaced(loaded: LoadedModel, token: Token, by: int) -> Token:
    text, kind = loaded.tokenizer.candidate_text(b"", by)
    return replace(token, id=by, text=text, kind=kind, bytes=loaded.tokenizer.token_bytes(by))


def _check(loaded: LoadedModel, request: TraceRequest, length: int) -> None:
    facts, capture = loaded.facts, request.capture
    check_length(length, facts)
    check_attention(length, capture.attention, facts)
    check_has_attention(capture.vectors, facts)
    check_range("candidates", capture.candidates, 0, MAX_CANDIDATES)
    check_range("lens", capture.lens, 0, MAX_CANDIDATES)
    check_range("unembedding", capture.unembedding, 0, capture.candidates)
    if capture.neurons:
        check_neurons(length, capture.neurons, neuron_numbers(loaded, capture.neurons), facts)
    if capture.lens and not facts.causal:
        raise NotCausal(model=facts.name)
    for position in capture.positions or ():
        check_range("position", position, 0, length - 1)
    check_attribution(request.attribution, length, facts)
    for intervention in request.interventions:
        check_intervention(intervention, length, facts)
