"""A decoding step of families whose blocks are known: the same arithmetic in fewer operations, with less Python.

What a step of one text computes beside its products with the weights is small, and costs what it costs to start it.
Here every normalisation, the rotation of queries and keys (once for both) and the attention of one new token a text are
as few operations as PyTorch offers. At load time the step is compared with the model's own (`self_check`); where it
differs, or the family is another, texts are written by the model's own blocks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from transformers import Gemma3ForCausalLM, LlamaForCausalLM, PreTrainedModel

from llm_viz.engine.batch_memory import BatchMemory
from llm_viz.engine.linear_layers import FastLinear, product
from llm_viz.engine.transformer_modules import TransformerModules

_KNOWN = {LlamaForCausalLM, Gemma3ForCausalLM}


class _Norm:
    """Root mean square normalisation (Zhang and Sennrich 2019, arXiv:1910.07467) of the last axis of (…, size)."""

    def __init__(self, scale: torch.Tensor, epsilon: float) -> None:
        size = scale.shape[-1]
        self._scale = scale * math.sqrt(size)
        self._least = torch.tensor(math.sqrt(epsilon * size))

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        lengths = torch.linalg.vector_norm(states, dim=-1, keepdim=True)
        normalised: torch.Tensor = (states / lengths.hypot_(self._least)).mul_(self._scale)
        return normalised


@dataclass(frozen=True)
class _Turn:
    """The rotation of one step (Su et al. 2021, "RoFormer", arXiv:2104.09864): `cosines`, and `sines` with the sign of
    the first half turned (row, 1, d_head).
    """

    cosines: torch.Tensor
    sines: torch.Tensor

    def __call__(self, vectors: torch.Tensor) -> torch.Tensor:
        """Vectors (row, head, d_head), turned."""
        swapped = vectors.roll(vectors.shape[-1] // 2, -1)
        return torch.addcmul(vectors * self.cosines, swapped, self.sines)


@dataclass(frozen=True, slots=True)
class _Block:
    """The parts of one block. `kind`: which rotation it uses; `window`: how many tokens it looks at, None for all.

    `after_attention` and `after_mlp` normalise what is added to the stream, `of_heads` queries and keys, where the
    family does so.
    """

    inputs: tuple[nn.Linear, nn.Linear, nn.Linear]  # of queries, keys and values
    output: nn.Linear
    gate: nn.Linear
    up: nn.Linear
    down: nn.Linear
    activation: Callable[[torch.Tensor], torch.Tensor]
    before_attention: _Norm
    before_mlp: _Norm
    after_attention: _Norm | None
    after_mlp: _Norm | None
    of_heads: _Norm | None
    key_value_heads: int
    d_head: int
    scaling: float
    kind: str
    window: int | None

    def step(
        self, stream: torch.Tensor, turn: _Turn, rows: BatchMemory, layer: int, mask: torch.Tensor | None
    ) -> torch.Tensor:
        """The stream (row, d_model) after this block, which `rows` then remembers as its layer `layer`; `mask`
        (row, 1, 1, column) is added to the scores.
        """
        states = self.before_attention(stream)
        heads = torch.cat([_times(states, matrix) for matrix in self.inputs], -1).view(len(stream), -1, self.d_head)
        turned, values = heads[:, : -self.key_value_heads], heads[:, -self.key_value_heads :]
        turned = turn(turned if self.of_heads is None else self.of_heads(turned))
        queries, keys = turned[:, : -self.key_value_heads], turned[:, -self.key_value_heads :]
        kept_keys, kept_values = rows.append(layer, keys, values)
        if self.window is not None and kept_keys.shape[2] > self.window:
            kept_keys, kept_values = kept_keys[:, :, -self.window :], kept_values[:, :, -self.window :]
            mask = None if mask is None else mask[..., -self.window :]
        mixed = nn.functional.scaled_dot_product_attention(
            queries.view(len(stream), self.key_value_heads, -1, self.d_head),
            kept_keys,
            kept_values,
            mask,
            scale=self.scaling,
        )
        added = _times(mixed.reshape(len(stream), -1), self.output)
        stream = stream + (added if self.after_attention is None else self.after_attention(added))
        states = self.before_mlp(stream)
        added = _times(self.activation(_times(states, self.gate)) * _times(states, self.up), self.down)
        return stream + (added if self.after_mlp is None else self.after_mlp(added))


@dataclass(frozen=True)
class KnownBlocks:
    """The decoding step of a model on the processor. `rotary` gives cosines and sines (row, 1, d_head) of positions
    (row, 1).
    """

    modules: TransformerModules
    embedding: nn.Module
    rotary: Callable[..., tuple[torch.Tensor, torch.Tensor]]
    blocks: tuple[_Block, ...]

    def logits(self, ids: Sequence[int], rows: BatchMemory) -> torch.Tensor:
        """Logits (row, vocab) after the next token of each row; `rows` then holds it, once it is told to `advance`."""
        stream: torch.Tensor = self.embedding(torch.tensor(ids))
        turns = {kind: self._turn(stream, rows.positions(), kind) for kind in {block.kind for block in self.blocks}}
        seen = rows.mask()
        mask = None if seen is None else torch.zeros(seen.shape).masked_fill_(seen == 0, -math.inf)[:, None, None]
        for layer, block in enumerate(self.blocks):
            stream = block.step(stream, turns[block.kind], rows, layer, mask)
        return self.modules.logits(stream)

    def _turn(self, stream: torch.Tensor, positions: torch.Tensor, kind: str) -> _Turn:
        cosines, sines = self.rotary(stream, positions, kind) if kind else self.rotary(stream, positions)
        half = sines.shape[-1] // 2
        return _Turn(cosines, torch.cat([-sines[..., :half], sines[..., half:]], -1))


def known_blocks(model: PreTrainedModel, modules: TransformerModules) -> KnownBlocks | None:
    """Of a model whose blocks are known and whose products are fast; None of any other."""
    if type(model) not in _KNOWN or not any(isinstance(part, FastLinear) for part in modules.blocks.modules()):
        return None
    body: Any = model.base_model
    return KnownBlocks(modules, body.embed_tokens, body.rotary_emb, tuple(map(_block, modules.blocks)))


def _block(module: nn.Module) -> _Block:
    block: Any = module
    attention, mlp = block.self_attn, block.mlp
    both_ends = hasattr(block, "pre_feedforward_layernorm")  # Gemma normalises before and after each part
    return _Block(
        inputs=(attention.q_proj, attention.k_proj, attention.v_proj),
        output=attention.o_proj,
        gate=mlp.gate_proj,
        up=mlp.up_proj,
        down=mlp.down_proj,
        activation=mlp.act_fn,
        before_attention=_Norm(*_scale(block.input_layernorm)),
        before_mlp=_Norm(*_scale(block.pre_feedforward_layernorm if both_ends else block.post_attention_layernorm)),
        after_attention=_Norm(*_scale(block.post_attention_layernorm)) if both_ends else None,
        after_mlp=_Norm(*_scale(block.post_feedforward_layernorm)) if both_ends else None,
        of_heads=_norm_of_heads(attention) if hasattr(attention, "q_norm") else None,
        key_value_heads=attention.k_proj.out_features // attention.head_dim,
        d_head=attention.head_dim,
        scaling=attention.scaling,
        kind=getattr(attention, "layer_type", ""),
        window=getattr(attention, "sliding_window", None),
    )


def _scale(module: nn.Module) -> tuple[torch.Tensor, float]:
    """What a normalisation multiplies by, and what it adds to the mean square."""
    norm: Any = module
    return (norm.weight, norm.variance_epsilon) if hasattr(norm, "variance_epsilon") else (1 + norm.weight, norm.eps)


def _norm_of_heads(module: nn.Module) -> _Norm:
    """Of queries and keys (row, head, d_head) in one."""
    attention: Any = module
    scales = []
    for norm, matrix in ((attention.q_norm, attention.q_proj), (attention.k_norm, attention.k_proj)):
        scale, epsilon = _scale(norm)
        scales.append(scale.expand(matrix.out_features // attention.head_dim, -1))
    return _Norm(torch.cat(scales), epsilon)


def _times(states: torch.Tensor, matrix: nn.Linear) -> torch.Tensor:
    return product(states, matrix.weight, matrix.bias)
