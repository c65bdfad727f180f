"""What one request may cost, so that no visitor uses up the machine's memory or time."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from llm_viz.base.errors import (
    AttentionPartial,
    BadRequest,
    EmptyText,
    LlmVizError,
    NoAttention,
    NotCausal,
    ScoreIndivisible,
    TextNotUnicode,
    TextTooLong,
    TooManyTokens,
)
from llm_viz.engine.protocol.attribution import AttributionTargets
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.protocol.tracing import AttentionKnockout, HeadAblation, Intervention
from llm_viz.engine.protocol.types import Layers

MAX_CHARACTERS = 2000
"""Of one text; longer sentences are kept as typed but not read."""
KEPT_CHARACTERS = 20_000
"""Of a longer text, so that it can be shortened by hand; the rest is cut off on arrival."""
MAX_TOKENS = 1024
"""Tokens of prompt and continuation together."""
MAX_NEW_TOKENS = 256
MAX_CONTINUATIONS = 32
MAX_CANDIDATES = 1000
MAX_INTERVENTION_SETS = 2048
ATTENTION_BYTES = 128 * 2**20
"""Attention weights that one trace may keep; the activations of neurons; and the shares of scores that it may give."""
MAX_PLACES = 32
"""Places of one text at which scores are divided."""
MAX_TARGETS = 64
"""Scores that are divided at one place: each costs a walk back through the model."""


def check_text(text: str, limit: int = MAX_CHARACTERS) -> str:
    """The text, if it can be read. A space is a text; only "" is empty.

    Raises EmptyText, TextTooLong, or TextNotUnicode for half a surrogate pair, which UTF-8 cannot hold.
    """
    if not text:
        raise EmptyText
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise TextNotUnicode(position=problem.start + 1) from None
    return text


def length_limit(facts: ModelFacts) -> int:
    """How many tokens fit the model's context and this application's limit."""
    return min(MAX_TOKENS, facts.context_length)


def check_length(length: int, facts: ModelFacts) -> None:
    """`TooManyTokens` if `length` is above `length_limit`, `EmptyText` if no token was made of the text."""
    if length < 1:
        raise EmptyText
    if length > length_limit(facts):
        raise TooManyTokens(length=length, limit=length_limit(facts))


def check_range(name: str, value: int, low: int, high: int) -> None:
    """`BadRequest` if the value is outside low … high."""
    if not low <= value <= high:
        raise BadRequest(name=name, value=str(value), allowed=f"{low} – {high}")


def check_attention(length: int, layers: Layers, facts: ModelFacts) -> None:
    """`TooManyTokens` if the attention weights of these layers would exceed the limit.

    `NoAttention` or `AttentionPartial` if there are none in some of them.
    """
    check_has_attention(layers, facts)
    kept = facts.layers if layers == "all" else len(layers)
    bytes_per_pair = kept * facts.heads * 4
    if length * length * bytes_per_pair > ATTENTION_BYTES:
        raise TooManyTokens(length=length, limit=isqrt(ATTENTION_BYTES // bytes_per_pair))


def check_neurons(length: int, layers: Layers, numbers_per_token: int, facts: ModelFacts) -> None:
    """`BadRequest` for a layer that is not there, `TooManyTokens` if the activations would exceed the limit."""
    for layer in () if layers == "all" else layers:
        check_range("layer", layer, 0, facts.layers - 1)
    if 4 * numbers_per_token * length > ATTENTION_BYTES:
        raise TooManyTokens(length=length, limit=ATTENTION_BYTES // (4 * numbers_per_token))


def check_has_attention(layers: Layers, facts: ModelFacts) -> None:
    """`NoAttention` or `AttentionPartial` if one of these layers has no attention heads."""
    if facts.attention_layers == "all" or layers == ():
        return
    if layers == "all" or not set(layers) <= set(facts.attention_layers):
        raise _without_attention(facts)


def _check_knockout(layers: Layers, facts: ModelFacts) -> None:
    """A link cut in all layers must be the only way from token to token, since that is what the cut is to show."""
    check_has_attention(layers, facts)
    if layers == "all" and not facts.only_attention:
        raise _without_attention(facts)


def _without_attention(facts: ModelFacts) -> LlmVizError:
    layers = range(facts.layers) if facts.attention_layers == "all" else facts.attention_layers
    if not layers:
        return NoAttention(model=facts.name)
    return AttentionPartial(model=facts.name, layers=", ".join(str(layer + 1) for layer in layers))


def check_intervention(intervention: Intervention, length: int, facts: ModelFacts) -> None:
    """`BadRequest` if the intervention names a layer, head or id that the model lacks, or a position outside `length`
    tokens; `NoAttention` or `AttentionPartial` if it changes attention where there is none.
    """
    if isinstance(intervention, AttentionKnockout):
        _check_knockout(intervention.layers, facts)
        check_range("destination", intervention.destination, 0, length - 1)
        check_range("source", intervention.source, 0, length - 1)
        for head in () if intervention.heads == "all" else intervention.heads:
            check_range("head", head, 0, facts.heads - 1)
    elif isinstance(intervention, HeadAblation):
        check_range("layer", intervention.layer, 0, facts.layers - 1)
        check_has_attention((intervention.layer,), facts)
        check_range("head", intervention.head, 0, facts.heads - 1)
    else:
        check_range("position", intervention.position, 0, length - 1)
        check_range("id", intervention.id, 0, facts.vocabulary_size - 1)


def check_attribution(attribution: Sequence[AttributionTargets], length: int, facts: ModelFacts) -> None:
    """`NotCausal` or `ScoreIndivisible` for a model without such scores, `BadRequest` for a position outside the
    `length` tokens, an id or a count out of range, `TooManyTokens` for shares beyond the limit of memory.
    """
    if not attribution:
        return
    if not facts.causal:
        raise NotCausal(model=facts.name)
    if not facts.divides_scores:
        raise ScoreIndivisible(model=facts.name)
    check_range("attribution", len(attribution), 1, MAX_PLACES)
    shares = 0
    for targets in attribution:
        check_range("position", targets.position, -1, length - 1)
        check_range("likeliest", targets.likeliest, 0, min(MAX_TARGETS, facts.vocabulary_size))
        check_range("targets", len(targets.tokens) + targets.likeliest, 1, MAX_TARGETS)
        for token in (*targets.tokens, *([] if targets.against is None else [targets.against])):
            check_range("id", token, 0, facts.vocabulary_size - 1)
        shares += (len(targets.tokens) + targets.likeliest) * facts.layers * max(1, facts.heads)
    if 4 * shares * length > ATTENTION_BYTES:
        raise TooManyTokens(length=length, limit=ATTENTION_BYTES // (4 * shares))
