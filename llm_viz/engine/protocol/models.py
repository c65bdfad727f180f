"""The models themselves: which there are, and what they are made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from llm_viz.engine.protocol.types import Layers


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """A model one could choose. `problem` is the message id of why it cannot be used now, or None."""

    key: str
    name: str
    causal: bool
    problem: str | None


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A loaded model. `width` is the size of the residual stream (d_model), `heads` the query heads of a layer,
    `key_value_heads` the key and value heads, `context_length` in tokens; `parameters` counts shared weights once.
    `precision` is the data type of the weights.

    `context_length` of a model that sets no limit is the app's own. `heads` is 0 in a model without attention;
    `attention_layers` are the layers that have heads. `only_attention`: tokens learn of each other in no other way,
    such as a state that is handed on from token to token. `left_out`: the names of special tokens that the tokenizer
    would put after every text, and that are left out so that the model goes on with it. `divides_scores`: the score of
    a next token can be divided among the parts of the model (`ScoreShares`).
    """

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
    attention_layers: Layers = "all"
    only_attention: bool = True
    left_out: tuple[str, ...] = ()
    divides_scores: bool = True


ModelPart = Literal["embedding", "positions", "attention", "mlp", "norm", "output", "other"]
"""What parameters are for: the vocabulary table, positions and segments, attention, feed-forward network (in a mixture
of experts all of them, and their router), normalisation, an output projection that does not share its weights with the
vocabulary table.
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
    (None: of all). A state of fixed size, as layers without attention keep it, has a window of one token.
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
    """How fast the device reads weights: bytes per second while it multiplies a large matrix with a vector, whose
    numbers take `bytes_per_number` each in this `precision`.
    """

    bytes_per_second: float
    bytes_per_number: int
    device: str
    precision: str
