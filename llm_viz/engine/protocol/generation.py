"""Generation: how tokens are sampled one after another."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.engine.protocol.types import StopReason


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a token is sampled; filters apply in transformers' order: temperature, top-k (Fan et al. 2018,
    arXiv:1805.04833), top-p (Holtzman et al. 2020, arXiv:1904.09751), min-p (Nguyen et al. 2024, arXiv:2407.01082).

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
class GenerationStep:
    """One generated token and the distribution it was chosen from.

    `index` counts the generated tokens from 0, `rank` 1 is the most probable. `sampling_probability` (0 – 1) is that of
    the chosen token after the filters. `entropy_bits` is that of the raw distribution. `candidates` are its best, best
    first. `text` is everything written after the prompt so far, whole characters only. `stop` is None before the last.
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
    """One of several. `surprisal_bits` is −log2 of the raw probability of all its tokens `ids` together; `ended` tells
    whether the model wrote an end token.
    """

    ids: tuple[int, ...]
    text: str
    surprisal_bits: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Continuations:
    """The state after `steps` of at most `max_new_tokens` tokens; yielded again and again until all are finished."""

    steps: int
    items: tuple[Continuation, ...]


@dataclass(frozen=True, slots=True)
class SamplingRequest:
    """The probability of each of `ids` after the filters, over the whole vocabulary: (candidate,)."""

    model: str
    text: str
    ids: tuple[int, ...]
    sampling: Sampling
