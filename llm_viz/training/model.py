"""A decoder-only transformer in its plainest form: what chapter 1 trains, small enough to be read in one sitting.

The architecture is GPT-2's (Radford et al. 2019): learned positions, layers that add to a residual stream after
normalising it, and an output projection that shares its weights with the embedding. Shapes: B texts in a batch, T
tokens in a text, D width of the residual stream, H heads, V tokens in the vocabulary.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from llm_viz.training.recipe import Shape

_INITIAL_DEVIATION = 0.02  # of all weights, as in GPT-2


class Attention(nn.Module):
    """Every token gathers values from itself and the tokens before it, weighted by how well query and key match."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.output = nn.Linear(shape.width, shape.width, bias=False)

    def forward(self, stream: Tensor) -> Tensor:
        batch, length, width = stream.shape
        vectors = self.query_key_value(stream)  # (B, T, 3 D)
        query, key, value = vectors.view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # softmax(q kᵀ / √(D/H)) v, the future masked; each (B, H, T, D/H)
        gathered = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        added: Tensor = self.output(gathered.transpose(1, 2).reshape(batch, length, width))
        return added


class Network(nn.Module):
    """Two matrices with a bend between them, the same for every token, each token by itself (MLP)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.widen = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)

    def forward(self, stream: Tensor) -> Tensor:
        added: Tensor = self.narrow(functional.gelu(self.widen(stream)))
        return added


class Layer(nn.Module):
    """Attention, then the network; both add to the residual stream."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.before_attention = nn.LayerNorm(shape.width)
        self.attention = Attention(shape)
        self.before_network = nn.LayerNorm(shape.width)
        self.network = Network(shape)

    def forward(self, stream: Tensor) -> Tensor:
        after_attention: Tensor = stream + self.attention(self.before_attention(stream))
        after_network: Tensor = after_attention + self.network(self.before_network(after_attention))
        return after_network


class TinyTransformer(nn.Module):
    """Token ids (B, T) in, the logits of each next token (B, T, V) out; T is at most `shape.context`."""

    def __init__(self, vocabulary_size: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(vocabulary_size, shape.width)
        self.position = nn.Embedding(shape.context, shape.width)
        layers = [Layer(shape) for _ in range(shape.layers)]
        self.layers = nn.Sequential(*layers)
        self.final_norm = nn.LayerNorm(shape.width)
        self.apply(_initialise)
        for layer in layers:  # so that the stream's size does not depend on the number of layers (GPT-2)
            for last in (layer.attention.output, layer.network.narrow):
                nn.init.normal_(last.weight, std=_INITIAL_DEVIATION / math.sqrt(2 * shape.layers))

    def forward(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        stream = self.embedding(ids) + self.position(positions)  # (B, T, D)
        stream = self.final_norm(self.layers(stream))
        return functional.linear(stream, self.embedding.weight)  # (B, T, V)

    @property
    def parameter_count(self) -> int:
        """All numbers that training adjusts; the shared embedding once."""
        return sum(weights.numel() for weights in self.parameters())


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=_INITIAL_DEVIATION)
    if isinstance(module, nn.Linear) and module.bias is not None:
        nn.init.zeros_(module.bias)
