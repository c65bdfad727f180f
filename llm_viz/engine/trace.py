"""One forward pass: tokens, attention, residual streams, logit lens and prediction, with interventions applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch

from llm_viz.base.errors import NotCausal, ScoresNotPlain
from llm_viz.engine.attention import AttentionHook, includes
from llm_viz.engine.distribution import Readout, candidates, distribution, read_out
from llm_viz.engine.feed_forward import excited_neurons, neuron_numbers
from llm_viz.engine.filters import is_close
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.attribution import ScoreShares
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import (
    AttentionVectors,
    Capture,
    InterventionSet,
    LensReading,
    ReplaceToken,
    Trace,
    TraceRequest,
)
from llm_viz.engine.protocol.types import Floats
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
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.score_shares import Asked, DividedPass, asked_of, score_shares
from llm_viz.engine.unembedding import unembedding

_ORDERED = 11
"""So many of the best tokens keep their places, whatever was remembered: ten and the one that could be the tenth."""


@dataclass(frozen=True)
class Reading:
    """A request that has been checked, and the tokens of its text."""

    request: TraceRequest
    tokens: tuple[Token, ...]

    @property
    def ids(self) -> list[int]:
        return [token.id for token in self.tokens]

    @property
    def kind(self) -> tuple[Capture, bool, bool]:
        """Readings of one kind can go through a model together: the same is kept, and all are watched or none, divided
        or none.
        """
        return self.request.capture, any(_on_attention(self.request)), bool(self.request.attribution)

    def asked(self, loaded: LoadedModel, row: int) -> list[Asked]:
        """Whose scores are to be divided, where the text is this row of a pass."""
        return asked_of(loaded, row, self.ids, self.request.attribution)


def prepare(loaded: LoadedModel, request: TraceRequest) -> Reading:
    """Read the request's text as tokens.

    Raises `TooManyTokens` or `BadRequest` for a request beyond `request_limits`, `NotCausal` for a lens on an encoder,
    `NoAttention`, `AttentionPartial` or `ScoreIndivisible` for what the model does not have.
    """
    reading = Reading(request, _tokens(loaded, request))
    _check(loaded, request, len(reading.tokens))
    return reading


def trace(loaded: LoadedModel, request: TraceRequest) -> Trace:
    """Run the request's text through the model once and keep what its capture names. Raises as `prepare` and
    `traces`.
    """
    return traces(loaded, [prepare(loaded, request)])[0]


def traces(loaded: LoadedModel, readings: Sequence[Reading]) -> list[Trace]:
    """Run several texts of one kind through the model at once; of an encoder only one.

    Raises `ScoresNotPlain` for attention vectors that the model does not have, `ScoreIndivisible` if shares do not add
    up to their score, `ModelBroken` if what comes out is no number.

    Shorter texts are filled up at their ends: in a causal model no token looks at what comes after it.
    """
    capture, layers = readings[0].request.capture, loaded.facts.layers
    wanted = [layer for layer in range(layers + 1) if includes(capture.hidden, layer)]
    asked = [one for row, reading in enumerate(readings) for one in reading.asked(loaded, row)]
    ends = [(row, len(reading.tokens) - 1) for row, reading in enumerate(readings)]
    predicted = ends if loaded.facts.causal and capture.candidates > 0 else []
    places = list(dict.fromkeys([*predicted, *(one.place for one in asked)]))  # whose logits are needed
    whole = len(readings) == 1 and not asked  # what the model itself says is all that is wanted
    at_the_end = (places and not whole) or capture.unembedding
    streamed = range(layers + 1) if capture.lens else sorted({*wanted, *([layers] if at_the_end else [])})
    hook = _attention_hook(readings, asked)
    readouts: dict[tuple[int, int], Readout] = {}
    attribution: dict[Asked, ScoreShares] = {}
    with (
        loaded.pass_through(hook, loaded.abilities.direct_path if asked else None) as passage,
        residual_streams(loaded.modules, streamed) as streams,
        excited_neurons(loaded, capture.neurons, len(readings)) as neurons,
    ):
        if places and whole:
            readouts = dict(zip(places, read_out(_logits_after(loaded, readings[0], hook)), strict=True))
        else:
            # Without the costly output projection; a softmax may hide what is no number, the last states do not.
            loaded.numbers(
                loaded.model.base_model(input_ids=loaded.filled_up([reading.ids for reading in readings]))[0]
            )
            if places:
                at_rows, positions = (list(axis) for axis in zip(*places, strict=True))
                logits = loaded.modules.logits(streams[layers].detach()[at_rows, positions])
                readouts = dict(zip(places, read_out(loaded.checked(logits)), strict=True))
        if hook is not None and passage is not None:
            passed = DividedPass(passage, hook, streams[layers])
            attribution = score_shares(loaded, asked, passed, readouts)
    kept = AttentionHook() if hook is None else hook
    if any(layer not in kept.kept_vectors for layer in range(layers) if includes(capture.vectors, layer)):
        raise ScoresNotPlain(model=loaded.facts.name)
    rows = [_Row(*end, streams, kept, neurons) for end in ends]
    with torch.inference_mode():
        return [
            replace(
                _trace(loaded, reading, row, readouts.get(end) if predicted else None, wanted),
                attribution=tuple(attribution[one] for one in asked if one.row == row.row),
            )
            for reading, end, row in zip(readings, ends, rows, strict=True)
        ]


def _logits_after(loaded: LoadedModel, reading: Reading, hook: AttentionHook | None) -> torch.Tensor:
    """Logits (1, vocab) after a text. Where only its last token is looked at, what the model remembers is not read
    again, unless rounding could then change the order of the best tokens.
    """
    ids, capture = reading.ids, reading.request.capture
    only_the_end = replace(capture, candidates=0, lens=0) == Capture(candidates=0)
    if hook is None and only_the_end and loaded.abilities.memory.shared:
        logits, _, remembered = loaded.next_logits_of_text(ids)
        if not (remembered and is_close(logits.float().topk(min(_ORDERED, logits.shape[1])).values)):
            return logits
    return loaded.next_logits(loaded.tensor(ids))


@dataclass(frozen=True)
class _Row:
    """What one pass of several texts has kept, for the text in row `row`, whose last token is at `last`."""

    row: int
    last: int
    streams: Mapping[int, torch.Tensor]
    hook: AttentionHook
    neurons: Mapping[int, torch.Tensor]

    @property
    def length(self) -> int:
        return self.last + 1

    def stream(self, layer: int) -> torch.Tensor:
        """(pos, d_model)."""
        return self.streams[layer].detach()[self.row, : self.length]

    def excited(self, loaded: LoadedModel) -> dict[int, Floats]:
        """By layer: (pos, neuron)."""
        return {layer: loaded.read_only(kept[self.row, : self.length]) for layer, kept in self.neurons.items()}

    def weights(self) -> dict[int, torch.Tensor]:
        """By layer: (head, dest, src)."""
        return {
            layer: weights[self.row, :, : self.length, : self.length]
            for layer, weights in sorted(self.hook.kept_weights.items())
        }

    def vectors(self, loaded: LoadedModel) -> dict[int, AttentionVectors]:
        """By layer."""
        return {
            layer: AttentionVectors(self._heads(loaded, queries), self._heads(loaded, keys), scaling, cap)
            for layer, (queries, keys, scaling, cap) in sorted(self.hook.kept_vectors.items())
        }

    def _heads(self, loaded: LoadedModel, vectors: torch.Tensor) -> Floats:
        """Of (row, head, pos, d_head): (head, pos, d_head)."""
        return loaded.read_only(vectors[self.row, :, : self.length])


def _trace(loaded: LoadedModel, reading: Reading, kept: _Row, readout: Readout | None, wanted: Sequence[int]) -> Trace:
    capture, pending = reading.request.capture, loaded.tokenizer.unfinished(reading.ids)
    following = last_step = None
    if readout is not None:
        following = distribution(readout, loaded.tokenizer, pending, capture.candidates)
    if following is not None and capture.unembedding:
        best = [candidate.id for candidate in following.candidates[: capture.unembedding]]
        last_step = unembedding(loaded, kept.stream(loaded.facts.layers)[-1], best)
    positions = slice(None) if capture.positions is None else list(capture.positions)
    return Trace(
        tokens=reading.tokens,
        next=following,
        attention={layer: loaded.read_only(weights) for layer, weights in kept.weights().items()},
        hidden={layer: loaded.read_only(kept.stream(layer)[positions]) for layer in wanted},
        lens=_lens(loaded, kept, pending, capture.lens) if capture.lens else (),
        vectors=kept.vectors(loaded),
        neurons=kept.excited(loaded),
        unembedding=last_step,
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


def _on_attention(request: TraceRequest) -> InterventionSet:
    return tuple(change for change in request.interventions if not isinstance(change, ReplaceToken))


def _attention_hook(readings: Sequence[Reading], asked: Sequence[Asked]) -> AttentionHook | None:
    """What the attention function must keep or change; None lets the whole pass use the fused kernel."""
    capture = readings[0].request.capture
    interventions = tuple(_on_attention(reading.request) for reading in readings)
    if not (capture.attention or capture.vectors or any(interventions) or asked):
        return None
    divided = tuple(sorted({one.position for one in asked}))
    return AttentionHook(capture.attention, capture.vectors, interventions, divided)


def _lens(loaded: LoadedModel, kept: _Row, pending: bytes, count: int) -> tuple[LensReading, ...]:
    # Of the last token, by layer: (layers + 1, d_model).
    last = loaded.numbers(torch.stack([kept.stream(layer)[-1] for layer in sorted(kept.streams)]))
    readouts = read_out(loaded.checked(loaded.modules.logits(last)))
    finalists = [token.id for token in readouts[-1].best(count)]
    winner = finalists[0]
    return tuple(
        LensReading(
            candidates=candidates(readout, loaded.tokenizer, pending, count),
            entropy_bits=readout.entropy_bits,
            winner_probability=float(readout.log_probabilities[winner].exp()),
            winner_rank=readout.rank(winner),
            finalist_ranks=tuple(readout.rank(token) for token in finalists),
        )
        for readout in readouts
    )
