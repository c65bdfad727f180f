"""Tokens, and distributions over the next one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llm_viz.engine.protocol.types import Floats, TokenKind


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
    """Logits too many to list, in bins of `bin_width`, best first: `counts` (bin,) and `mean_logits` (bin,).

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
    """One merge of byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): the symbols at `index` and `index + 1`
    became one.

    `rank` is the merge's index in the list learned in training; `symbols` is the whole sequence afterwards, readable.
    """

    index: int
    rank: int
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeHistory:
    """The replay of a byte-pair encoding from characters or bytes (`start`) to tokens, in the order merges apply.

    `agrees` tells whether the replay ended in exactly the tokens that the tokenizer itself gives.
    """

    start: tuple[str, ...]
    merges: tuple[Merge, ...]
    agrees: bool
