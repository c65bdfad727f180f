"""One forward pass through a model: what to keep of it, and what to change on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Candidate, Distribution, Token
from llm_viz.engine.protocol.types import Floats, Layers


@dataclass(frozen=True, slots=True)
class Capture:
    """What a trace should keep; nothing else is kept in memory.

    `attention`: layers whose attention weights to keep (0 = first). `hidden`: residual streams to keep, numbered as in
    `types` (0 = embedding). `positions`: the token positions to keep of `hidden` (None = all). `lens`: how many
    candidates to read off every residual stream at the last position (0 = no logit lens). `candidates`: how many
    candidates of the next token to list (0 = no prediction, which spares the output projection). `vectors`: layers
    whose queries and keys to keep. `neurons`: layers whose feed-forward activations to keep (`neurons.py`).
    `unembedding`: of how many of the best candidates to keep the multiplication that gave their logits.
    """

    attention: Layers = ()
    hidden: Layers = ()
    positions: tuple[int, ...] | None = None
    lens: int = 0
    candidates: int = 50
    vectors: Layers = ()
    neurons: Layers = ()
    unembedding: int = 0


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
    """Read `text` followed by the token ids `continuation` once, with `interventions` applied, keep what `capture`
    asks for, and divide the scores that `attribution` names.
    """

    model: str
    text: str
    continuation: tuple[int, ...] = ()
    capture: Capture = field(default_factory=Capture)
    interventions: tuple[Intervention, ...] = ()
    attribution: tuple[AttributionTargets, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AttentionVectors:
    """The `queries` (head, dest, d_head) and `keys` (head, src, d_head) of one layer, after rotary position embedding
    (Su et al. 2021, arXiv:2104.09864) where the model has it. Heads that share a key repeat it.

    The attention score is s = `scaling` · q·k, its softmax over the allowed sources the weight. Some models (Gemma 2,
    arXiv:2408.00118) cap the score before the softmax: `cap` · tanh(s / `cap`); None = no cap.
    """

    queries: Floats
    keys: Floats
    scaling: float
    cap: float | None = None


@dataclass(frozen=True, slots=True)
class LensReading:
    """The prediction read off one residual stream (logit lens, nostalgebraist 2020, "interpreting GPT: the logit
    lens"): the stream at the last position, sent straight through the final normalisation and the output projection.

    `winner_probability` (0 – 1) and `winner_rank` (1 = first) are those of the token that is first after the last
    layer; `finalist_ranks` those of the tokens that are best there, the winner first, as many as `candidates`.
    """

    candidates: tuple[Candidate, ...]
    entropy_bits: float
    winner_probability: float
    winner_rank: int
    finalist_ranks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Unembedding:
    """The last multiplication of a pass: the `state` (d_model,) of the last token after the final normalisation, and
    for each of the best candidates the row of the output projection, `rows` (candidate, d_model), and its `bias`
    (candidate,), 0 where there is none.

    logit = `scale` · (state · row + bias); where there is a `softcap` (Gemma 2, arXiv:2408.00118), that goes through
    `softcap` · tanh(… / `softcap`). None = no cap.
    """

    state: Floats
    rows: Floats
    bias: Floats
    scale: float
    softcap: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What was kept of one forward pass.

    `attention`: layer → weights (head, dest, src). `hidden`: residual stream → (pos, d_model), the kept positions.
    `lens[l]` is read off residual stream l; its last entry agrees with `next`, which is None where no prediction was
    asked for or the model makes none. `vectors`: layer → queries and keys. `attribution`: as the request names them.
    `neurons`: layer → activations (pos, neuron). `unembedding`: of the best candidates of `next`.
    """

    tokens: tuple[Token, ...]
    next: Distribution | None
    attention: Mapping[int, Floats]
    hidden: Mapping[int, Floats]
    lens: tuple[LensReading, ...]
    vectors: Mapping[int, AttentionVectors] = field(default_factory=dict)
    attribution: tuple[ScoreShares, ...] = ()
    neurons: Mapping[int, Floats] = field(default_factory=dict)
    unembedding: Unembedding | None = None

    def attention_array(self, dest: int | None = None) -> Floats:
        """The attention weights of all kept layers in one new array (layer, head, dest, src), layers ascending.

        With `dest`, those of that one destination position (layer, head, src), without copying the others. ValueError
        if no layer was kept.
        """
        kept = [self.attention[layer] for layer in sorted(self.attention)]
        return np.stack(kept if dest is None else [weights[:, dest] for weights in kept])


@dataclass(frozen=True, slots=True)
class InterventionBatchRequest:
    """Read one text many times, each time with other interventions, and keep the residual streams at one position.

    `rows` are the sets of interventions, one for each row; `hidden` are the residual streams to keep at `position`;
    `candidates` is how many candidates of the next token to list for each row (0 = none).
    """

    model: str
    text: str
    rows: tuple[InterventionSet, ...]
    position: int
    hidden: Layers = "all"
    candidates: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class InterventionBatch:
    """Some of the rows, in order: `hidden` (row, kept residual stream, d_model), and `next`, the prediction of each row
    (empty if `candidates` was 0).
    """

    hidden: Floats
    next: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class SurprisalRequest:
    """The surprisal of each token of `text` given those before it."""

    model: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Surprisal:
    """`bits` (pos,): −log2 p of each token given those before it; NaN for the first, which nothing precedes."""

    tokens: tuple[Token, ...]
    bits: Floats
