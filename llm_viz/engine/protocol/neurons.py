"""Neurons of the feed-forward layers: how strongly each is excited, and what it writes into the stream.

A feed-forward layer ends in a matrix that maps its neurons back to the residual stream. A neuron is one input of that
matrix, its activation the number that goes in; what it writes is its row of the matrix times its activation (Geva et
al. 2021, "Transformer Feed-Forward Layers Are Key-Value Memories", arXiv:2012.14913). In gated layers, as in Llama, the
activation is the product of gate and value; it may be negative, and then the neuron writes the opposite.
"""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.engine.protocol.anatomy import ProductTerm
from llm_viz.engine.protocol.types import TokenKind


@dataclass(frozen=True, slots=True)
class NeuronRequest:
    """Read which `count` tokens the neuron `neuron` of the layer `layer` (both from 0) raises most."""

    model: str
    layer: int
    neuron: int
    count: int = 10


@dataclass(frozen=True, slots=True)
class WrittenToken:
    """A token of the vocabulary, and how far its score is moved by a positive activation: in standard deviations of how
    far all tokens' scores are moved, from their mean.
    """

    id: int
    text: str
    kind: TokenKind
    deviations: float


@dataclass(frozen=True, slots=True)
class NeuronWrites:
    """The tokens that a neuron raises most, strongest first.

    Its row of the output matrix goes through the normalisations behind it and the output projection; a normalisation's
    scale, which depends on the text, is one positive factor for all tokens and drops out. Direct effects only.
    """

    raised: tuple[WrittenToken, ...]


@dataclass(frozen=True, slots=True)
class NeuronSumRequest:
    """How excited the neuron `neuron` of the layer `layer` is at `position` of `text`, as products, the `terms` largest
    one by one.
    """

    model: str
    text: str
    position: int
    layer: int
    neuron: int
    terms: int = 4


@dataclass(frozen=True, slots=True)
class NeuronRow:
    """A row of weights times the normalised stream that the layer reads: the largest products `terms`, the sum of the
    `others`, and the `bias` (0 for none) together are `value`.
    """

    terms: tuple[ProductTerm, ...]
    others: float
    others_count: int
    bias: float
    value: float


@dataclass(frozen=True, slots=True)
class NeuronSum:
    """A neuron's activation: the activation function makes `opened` of the value of `gate`; in gated layers that is
    multiplied by the value of a second row, `factor` (None in others).
    """

    gate: NeuronRow
    opened: float
    factor: NeuronRow | None
    activation: float
