"""What can be asked of a language model, and what it answers.

Requests and results are frozen and picklable, built from numbers, strings and numpy arrays only: a page can hold
them, a cache can keep them, another process or machine can compute them. Nothing above this module ever holds a
tensor.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Layers = tuple[int, ...] | Literal["all"]
TokenKind = Literal["text", "part", "special"]
StopReason = Literal["end_of_text", "length", "context_full"]

Checkpoint = Callable[[], None]
"""Called between pieces of work and while waiting; raises to abandon the request (the visitor left)."""


def carry_on() -> None:
    """The checkpoint of a caller who never leaves."""


# ── Text as the model reads it ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text, tied to the characters it came from.

    `text` is `source[start:end]`: all characters the token touches, so a token of kind "part", which holds only some
    of the bytes of a character, shows that character. `bytes` are the UTF-8 bytes it really holds. A token of kind
    "special" (such as `<bos>`) stands for no characters: its `text` is its name and `start == end`.
    """

    position: int
    id: int
    text: str
    bytes: bytes
    start: int
    end: int
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that could come next.

    `text` is what the token would add, read together with an unfinished character before it; bytes that make no whole
    character yet are written like `⟨E3 81⟩`. `probability` is the raw softmax over the whole vocabulary.
    """

    id: int
    text: str
    kind: TokenKind
    logit: float
    probability: float


@dataclass(frozen=True, slots=True)
class LogitHistogram:
    """Logits too many to list, in bins of `bin_width`: `counts[i]` logits whose mean is `mean_logits[i]`, best first.

    For any temperature T, `sum(counts * exp(mean_logits / T))` underestimates the true sum by at most the factor
    `exp(bin_width**2 / (8 * T**2))` (Hoeffding's lemma for a variable bounded in an interval of that width).
    """

    counts: NDArray[np.int64]
    mean_logits: Floats
    bin_width: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """What comes next: the best candidates one by one (best first), all others as a histogram of their logits."""

    candidates: tuple[Candidate, ...]
    rest: LogitHistogram
    entropy_bits: float
    log_normaliser: float
    """Natural logarithm of the sum of exp(logit) over the whole vocabulary."""
    vocabulary_size: int

    @property
    def rest_probability(self) -> float:
        """Probability of all tokens that are not listed as candidates."""
        return max(0.0, 1.0 - sum(candidate.probability for candidate in self.candidates))


@dataclass(frozen=True, slots=True)
class TokenizeRequest:
    model: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokenization:
    text: str
    tokens: tuple[Token, ...]
    vocabulary_size: int


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge of byte-pair encoding (Sennrich et al. 2016): the pieces at `index` and `index + 1` became one.

    `rank` is the merge's place in the list learned in training; `pieces` is the whole sequence afterwards, readable.
    """

    index: int
    rank: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeHistory:
    """The replay of a byte-pair encoding from characters or bytes (`start`) to tokens, in the order merges apply.

    `agrees` tells whether the replay ended in exactly the tokens that the tokenizer itself gives.
    """

    start: tuple[str, ...]
    merges: tuple[Merge, ...]
    agrees: bool


# ── One look through the model ──────────────────────────────────────────────────────────────────────────────────────


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
class CutLink:
    """Token `query` may not look at token `key`, in these layers and heads (its other weights are renormalised)."""

    query: int
    key: int
    layers: Layers = "all"
    heads: Layers = "all"


@dataclass(frozen=True, slots=True)
class SilenceHead:
    """The output of one attention head is replaced by zero."""

    layer: int
    head: int


@dataclass(frozen=True, slots=True)
class ReplaceToken:
    """Another token is read at this position."""

    position: int
    id: int


Edit = CutLink | SilenceHead | ReplaceToken


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """Read `text` followed by the tokens `continuation` once, keep what `capture` asks for, with `edits` applied."""

    model: str
    text: str
    continuation: tuple[int, ...] = ()
    capture: Capture = field(default_factory=Capture)
    edits: tuple[Edit, ...] = ()


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
class VariantsRequest:
    """Read one text many times, each time with other edits, and keep what one token becomes.

    `variants` are the sets of edits (cuts and silenced heads); `position` is the token, `hidden` the residual streams
    to keep of it, `candidates` how many candidates of the next token to list after each (0 = none).
    """

    model: str
    text: str
    variants: tuple[tuple[CutLink | SilenceHead, ...], ...]
    position: int
    hidden: Layers = "all"
    candidates: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Variants:
    """Some of the variants, in order: `hidden` is (variants, kept layers, width), `next` the prediction after each."""

    hidden: Floats
    next: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class SurpriseRequest:
    """How well the model foresees each token of `text` from those before it."""

    model: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Surprises:
    """`bits` (tokens,): −log2 p of each token given those before it; NaN for the first, which nothing precedes."""

    tokens: tuple[Token, ...]
    bits: Floats


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a token is drawn; filters apply in transformers' order: temperature, top-k, top-p, min-p.

    `temperature` 0 takes the most probable token. `top_k` 0, `top_p` 1 and `min_p` 0 switch those filters off.
    The draw at step n depends on `seed` and n only, so a text can be continued from any step.
    """

    temperature: float = 1.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    seed: int = 0


GREEDY = Sampling(temperature=0.0)


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """Continue `text` followed by the tokens `continuation` by up to `max_new_tokens`, recording `top` candidates a
    step.

    The first new token is step number `len(continuation)`.
    """

    model: str
    text: str
    continuation: tuple[int, ...] = ()
    sampling: Sampling = GREEDY
    max_new_tokens: int = 20
    top: int = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One generated token with everything that was known when it was chosen.

    `rank` 1 is the most probable. `sampling_probability` is the chance of the choice after the filters. `entropy_bits`
    is that of the raw distribution. `text` is everything written after the prompt so far, whole characters only.
    """

    index: int
    chosen: Candidate
    rank: int
    sampling_probability: float
    entropy_bits: float
    candidates: tuple[Candidate, ...]
    text: str
    stop: StopReason | None


@dataclass(frozen=True, slots=True)
class ContinuationsRequest:
    """Write `count` independent continuations of one text; continuation i draws with seed `sampling.seed + i`."""

    model: str
    text: str
    sampling: Sampling = Sampling()
    count: int = 8
    max_new_tokens: int = 20


@dataclass(frozen=True, slots=True)
class Continuation:
    """`surprise_bits` is -log2 of the raw probability of the whole continuation."""

    ids: tuple[int, ...]
    text: str
    surprise_bits: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Continuations:
    """The state after `steps` of at most `max_new_tokens` tokens; yielded again and again until all are finished."""

    steps: int
    items: tuple[Continuation, ...]


@dataclass(frozen=True, slots=True)
class SamplingRequest:
    """The chance of each of `ids` after the filters, exact over the whole vocabulary."""

    model: str
    text: str
    ids: tuple[int, ...]
    sampling: Sampling


# ── The models themselves ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model one could choose. `problem` is the message id of why it cannot be used now, or None."""

    key: str
    name: str
    causal: bool
    problem: str | None


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A loaded model. `width` is the size of the residual stream, `parameters` counts shared weights once."""

    key: str
    name: str
    causal: bool
    architecture: str
    layers: int
    heads: int
    key_value_heads: int
    width: int
    vocabulary_size: int
    context_length: int
    parameters: int
    device: str
    precision: str


ModelPart = Literal["embedding", "positions", "attention", "mlp", "norm", "output", "other"]
"""What parameters are for: the vocabulary table, positions and segments, attention, feed-forward network (in a mixture
of experts all of them, and their router), normalisation, an output projection that is not the vocabulary table again.
"""


@dataclass(frozen=True, slots=True)
class ParameterGroup:
    """The parameters of one part of one layer (None: outside the layers): name and shape of each matrix or vector."""

    part: ModelPart
    layer: int | None
    tensors: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def parameters(self) -> int:
        return sum(math.prod(shape) for _, shape in self.tensors)


@dataclass(frozen=True, slots=True)
class LayerCache:
    """What one layer keeps of every token read: so many numbers (keys and values), of the last `window` tokens only
    (None: of all).
    """

    numbers_per_token: int
    window: int | None


@dataclass(frozen=True, slots=True)
class Inventory:
    """All parameters of a model, each counted once, and what it keeps in memory while writing.

    `read_per_token`: parameters that are read from memory for every new token; of a vocabulary table that is not also
    the output projection, and of learned positions, only single rows are looked up.
    """

    groups: tuple[ParameterGroup, ...]
    read_per_token: int
    cache: tuple[LayerCache, ...]

    @property
    def parameters(self) -> int:
        return sum(group.parameters for group in self.groups)


@dataclass(frozen=True, slots=True)
class Bandwidth:
    """How fast the device reads weights: bytes a second while it multiplies a large matrix with a vector."""

    bytes_per_second: float
    bytes_per_number: int
    device: str
    precision: str


class Engine(Protocol):
    """Runs models. Safe to call from many threads; raises only `llm_viz.errors.LlmVizError` and what `checkpoint`
    raises.

    Iterators compute as they are read; closing one abandons the rest.
    """

    def models(self) -> tuple[ModelStatus, ...]: ...

    def facts(self, model: str, checkpoint: Checkpoint = carry_on) -> ModelFacts: ...

    def inventory(self, model: str, checkpoint: Checkpoint = carry_on) -> Inventory: ...

    def bandwidth(self, checkpoint: Checkpoint = carry_on) -> Bandwidth: ...

    def tokenize(self, request: TokenizeRequest, checkpoint: Checkpoint = carry_on) -> Tokenization: ...

    def merge_history(self, request: TokenizeRequest, checkpoint: Checkpoint = carry_on) -> MergeHistory: ...

    def trace(self, request: TraceRequest, checkpoint: Checkpoint = carry_on) -> Trace: ...

    def variants(self, request: VariantsRequest, checkpoint: Checkpoint = carry_on) -> Iterator[Variants]: ...

    def surprises(self, request: SurpriseRequest, checkpoint: Checkpoint = carry_on) -> Surprises: ...

    def sampling_probabilities(self, request: SamplingRequest, checkpoint: Checkpoint = carry_on) -> Floats: ...

    def generate(self, request: GenerationRequest, checkpoint: Checkpoint = carry_on) -> Iterator[Step]: ...

    def continuations(
        self, request: ContinuationsRequest, checkpoint: Checkpoint = carry_on
    ) -> Iterator[Continuations]: ...
