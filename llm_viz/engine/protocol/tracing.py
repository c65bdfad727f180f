"""One forward pass through a model: what to keep of it, and what to change on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from llm_viz.engine.protocol.tokens import Candidate, Distribution, Token
from llm_viz.engine.protocol.types import Floats, Layers


@dataclass(frozen=True, slots=True)
class Capture:
    """What a trace should keep; nothing else is materialised.

    `attention`: layers whose weights to keep (0 = first). `hidden`: residual streams to keep, 0 being the embeddings
    and l the output of layer l. `positions`: the token positions to keep of `hidden` (None = all). `lens`: how many
    candidates to read off after every layer at the last position (0 = no logit lens). `candidates`: how many
    candidates of the next token to list one by one (0 = no prediction, which spares the output projection).
    `vectors`: layers whose queries and keys to keep.
    """

    attention: Layers = ()
    hidden: Layers = ()
    positions: tuple[int, ...] | None = None
    lens: int = 0
    candidates: int = 50
    vectors: Layers = ()


@dataclass(frozen=True, slots=True)
class AttentionKnockout:
    """The token at position `destination` may not attend to the one at `source`, in these layers and heads; its other
    weights are renormalised (attention knockout, Geva et al. 2023, arXiv:2304.14767).
    """

    destination: int
    source: int
    layers: Layers = "all"
    heads: Layers = "all"


@dataclass(frozen=True, slots=True)
class HeadAblation:
    """The output of one attention head is replaced by zero (zero ablation)."""

    layer: int
    head: int


@dataclass(frozen=True, slots=True)
class ReplaceToken:
    """Another token is read at this position."""

    position: int
    id: int


Intervention = AttentionKnockout | HeadAblation | ReplaceToken
InterventionSet = tuple[AttentionKnockout | HeadAblation, ...]
"""What is changed together in one forward pass."""


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """Read `text` followed by the tokens `continuation` once, keep what `capture` asks for, with `interventions` applied."""

    model: str
    text: str
    continuation: tuple[int, ...] = ()
    capture: Capture = field(default_factory=Capture)
    interventions: tuple[Intervention, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AttentionVectors:
    """What one layer multiplies: `queries` and `keys` (heads, tokens, head size), positions already rotated in.

    The weight of a link is softmax over the allowed keys of `scaling` · q·k. Heads that share a key repeat it. Some
    models (Gemma 2) cap the scores s before the softmax: `cap` · tanh(s / `cap`); None = the scores stay as they are.
    """

    queries: Floats
    keys: Floats
    scaling: float
    cap: float | None = None


@dataclass(frozen=True, slots=True)
class LensReading:
    """What the model would say after one layer (logit lens, nostalgebraist 2020): the residual stream at the last
    position sent straight through the final normalisation and the output projection.

    `winner_probability` and `winner_rank` (1 = first) are those of the token that is first after the last layer.
    """

    candidates: tuple[Candidate, ...]
    entropy_bits: float
    winner_probability: float
    winner_rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What was seen. `attention[l]` is (heads, queries, keys); `hidden[l]` is (kept positions, width).

    `lens[l]` is read off the residual stream l (0 = embeddings, as in `Capture.hidden`); its last entry agrees
    with `next`, which is None where no prediction was asked for or the model makes none.
    """

    tokens: tuple[Token, ...]
    next: Distribution | None
    attention: Mapping[int, Floats]
    hidden: Mapping[int, Floats]
    lens: tuple[LensReading, ...]
    vectors: Mapping[int, AttentionVectors] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InterventionBatchRequest:
    """Read one text many times, each time with other interventions, and keep what one token becomes.

    `rows` are the sets of interventions, one for each row of the batch; `position` is the token, `hidden` the residual
    streams to keep of it, `candidates` how many candidates of the next token to list after each (0 = none).
    """

    model: str
    text: str
    rows: tuple[InterventionSet, ...]
    position: int
    hidden: Layers = "all"
    candidates: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class InterventionBatch:
    """Some of the rows, in order: `hidden` is (rows, kept layers, width), `next` the prediction after each."""

    hidden: Floats
    next: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class SurprisalRequest:
    """How well the model foresees each token of `text` from those before it."""

    model: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Surprisal:
    """`bits` (tokens,): −log2 p of each token given those before it; NaN for the first, which nothing precedes."""

    tokens: tuple[Token, ...]
    bits: Floats
