"""What a model is made of, looked at closely: its embeddings, how it knows places, and what one block adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from llm_viz.engine.protocol.types import Floats, TokenKind

PlaceKind = Literal["rotary", "learned", "other"]
"""Turned queries and keys (Su et al. 2021, arXiv:2104.09864), a vector for each place, or another way."""
BlockPart = Literal["attention", "mlp"]
"""What brings something from other tokens, and what works on each token by itself."""


@dataclass(frozen=True, slots=True)
class EmbeddingSum:
    """A sum of rows of the embedding matrix: those of the token ids `plus`, less those of `minus`."""

    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NeighboursRequest:
    """The `count` tokens of the vocabulary whose embeddings are most like each of the `sums`."""

    model: str
    sums: tuple[EmbeddingSum, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A token of the vocabulary. `cosine`: of the angle between its embedding and the one it is compared with."""

    id: int
    text: str
    kind: TokenKind
    cosine: float


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """What is like one vector (d_model,), of all tokens, itself included; the most alike first.

    `embeddings` (candidate, d_model) are theirs, each of length 1. `mean_cosine` is that of the whole vocabulary;
    `sample` (sampled,) has the cosines of tokens at even distances in it, by id: how the vocabulary lies around it.
    """

    vector: Floats
    neighbours: tuple[Neighbour, ...]
    embeddings: Floats
    mean_cosine: float
    sample: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PlaceEncoding:
    """How the model knows in which order tokens stand.

    `frequencies` of a model that turns queries and keys: by the kind of its layers ("all" where they are alike), the
    angles in radians by which each pair of numbers is turned further from one place to the next (pair,). `vectors` of a
    model that learned a vector for each place: those of the first places (pos, d_model). Both are empty otherwise.
    """

    kind: PlaceKind
    frequencies: Mapping[str, Floats] = field(default_factory=dict)
    vectors: Floats | None = None


@dataclass(frozen=True, slots=True)
class BlockSumsRequest:
    """What every block adds to the residual stream of `text`; the vectors themselves at `position` (−1 = the last)."""

    model: str
    text: str
    position: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class BlockSums:
    """Stream l + 1 = stream l + what attention adds + what the feed-forward network adds, in every block l.

    At `position`: `streams` (layer + 1, d_model), `attention` and `mlp` (layer, d_model). Of all tokens, the Euclidean
    lengths `stream_lengths` (layer + 1, pos), `attention_lengths` and `mlp_lengths` (layer, pos). What is added is
    what reaches the stream: after a normalisation behind the part, or a factor, where the model has one.
    """

    position: int
    streams: Floats
    attention: Floats
    mlp: Floats
    stream_lengths: Floats
    attention_lengths: Floats
    mlp_lengths: Floats


@dataclass(frozen=True, slots=True)
class ProductRequest:
    """One number of what a part of a block adds at `position`: the one at `cell` of the stream, as a row of the part's
    last matrix times its inputs, with the `terms` largest products.
    """

    model: str
    text: str
    position: int
    layer: int
    part: BlockPart
    cell: int
    terms: int = 4


@dataclass(frozen=True, slots=True)
class ProductTerm:
    """`index`: of the input, from 0."""

    index: int
    input: float
    weight: float


@dataclass(frozen=True, slots=True)
class Product:
    """`terms` are the largest products; they, the `others` and the `bias` together are `value`. What reaches the stream
    is `added`: the same, or `value` times what comes behind the part (a normalisation, a factor).
    """

    terms: tuple[ProductTerm, ...]
    others: float
    others_count: int
    bias: float
    value: float
    added: float
