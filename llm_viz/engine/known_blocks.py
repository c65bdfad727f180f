"""A pass of families whose blocks are known: the same arithmetic in fewer operations, with less Python.

What a step of one text computes beside its products with the weights is small, and costs what it costs to start it.
Here every normalisation, the rotation of queries and keys (once for both) and the attention of a few new tokens a text
are as few operations as PyTorch offers. At load time the pass is compared with the model's own (`self_check`); where it
differs, or the family is another, texts are written by the model's own blocks.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import nn
from transformers import Gemma3ForCausalLM, LlamaForCausalLM, PreTrainedModel

from llm_viz.engine.linear_layers import FastLinear, product
from llm_viz.engine.remembered import KeysAndValues
from llm_viz.engine.transformer_modules import TransformerModules

_KNOWN = {LlamaForCausalLM, Gemma3ForCausalLM}


class Rows(Protocol):
    """Texts, each a row of a batch, that go on, and what was remembered of them. `window`: how many tokens a layer
    looks at, None for all.
    """

    def positions(self) -> torch.Tensor:
        """Those (row, token) of the tokens that are read."""

    def mask(self, window: int | None) -> torch.Tensor | None:
        """What is added to the scores (row, 1, token, column); None where every token may look everywhere."""

    def append(self, layer: int, keys: torch.Tensor, values: torch.Tensor, window: int | None) -> KeysAndValues:
        """Remember keys and values (row, head, token, d_head) of the tokens that are read; all that they look at."""


class _Norm:
    """Root mean square normalisation (Zhang and Sennrich 2019, arXiv:1910.07467) of the last axis of (…, size)."""

    def __init__(self, scale: torch.Tensor, epsilon: float) -> None:
        self._size, self._epsilon = scale.shape[-1], epsilon
        self._scale = scale if self._is_fused(scale) else scale * math.sqrt(self._size)
        self._least = torch.tensor(math.sqrt(epsilon * self._size))

    @staticmethod
    def _is_fused(states: torch.Tensor) -> bool:
        """On a GPU, one operation; on the processor PyTorch's own is slower."""
        return states.device.type != "cpu"

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        if self._is_fused(states):
            scale = self._scale if self._scale.dim() == 1 else None
            scaled = nn.functional.rms_norm(states, (self._size,), scale, self._epsilon)
            return scaled if scale is not None else scaled * self._scale
        lengths = torch.linalg.vector_norm(states, dim=-1, keepdim=True)
        normalised: torch.Tensor = (states / lengths.hypot_(self._least)).mul_(self._scale)
        return normalised


@dataclass(frozen=True)
class _Turn:
    """The rotation of one pass (Su et al. 2021, "RoFormer", arXiv:2104.09864): `cosines`, and `sines` with the sign of
    the first half turned (state, 1, d_head).
    """

    cosines: torch.Tensor
    sines: torch.Tensor

    def __call__(self, vectors: torch.Tensor) -> torch.Tensor:
        """Vectors (state, head, d_head), turned."""
        swapped = vectors.roll(vectors.shape[-1] // 2, -1)
        return torch.addcmul(vectors * self.cosines, swapped, self.sines)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all blocks of a pass share: `tokens` of each row are read. `turns` by kind of rotation, `masks` (row, 1,
    query of a group, column) by window.
    """

    rows: Rows
    tokens: int
    turns: dict[str, _Turn]
    masks: dict[int | None, torch.Tensor | None]


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

    def read(self, stream: torch.Tensor, layer: int, setting: _Setting) -> torch.Tensor:
        """The stream (state, d_model) after this block, whose keys and values are then remembered as those of `layer`.
        A state is a token of a row.
        """
        states = self.before_attention(stream)
        heads = torch.cat([_times(states, matrix) for matrix in self.inputs], -1).view(len(stream), -1, self.d_head)
        turned, values = heads[:, : -self.key_value_heads], heads[:, -self.key_value_heads :]
        turned = setting.turns[self.kind](turned if self.of_heads is None else self.of_heads(turned))
        queries, keys = turned[:, : -self.key_value_heads], turned[:, -self.key_value_heads :]
        keys, values = (_by_row(vectors, setting.tokens) for vectors in (keys, values))
        mixed = nn.functional.scaled_dot_product_attention(
            self._grouped(queries, setting.tokens),
            *setting.rows.append(layer, keys, values, self.window),
            setting.masks[self.window],
            scale=self.scaling,
        )
        added = _times(self._by_state(mixed, setting.tokens), self.output)
        stream = stream + (added if self.after_attention is None else self.after_attention(added))
        states = self.before_mlp(stream)
        added = _times(self.activation(_times(states, self.gate)) * _times(states, self.up), self.down)
        return stream + (added if self.after_mlp is None else self.after_mlp(added))

    @property
    def group(self) -> int:
        """How many heads use the same keys."""
        return self.inputs[0].out_features // self.d_head // self.key_value_heads

    def _grouped(self, queries: torch.Tensor, tokens: int) -> torch.Tensor:
        """Queries (state, head, d_head) as (row, key-value head, query of a group, d_head)."""
        split = queries.view(-1, tokens, self.key_value_heads, self.group, self.d_head)
        return split.permute(0, 2, 3, 1, 4).reshape(len(split), self.key_value_heads, -1, self.d_head)

    def _by_state(self, mixed: torch.Tensor, tokens: int) -> torch.Tensor:
        """What the queries of groups gave, laid out as those, as (state, head · d_head)."""
        split = mixed.view(len(mixed), self.key_value_heads, self.group, tokens, self.d_head)
        return split.permute(0, 3, 1, 2, 4).reshape(len(mixed) * tokens, -1)


@dataclass(frozen=True)
class KnownBlocks:
    """A pass of a model. `rotary` gives cosines and sines (row, token, d_head) of positions (row, token)."""

    modules: TransformerModules
    embedding: nn.Module
    rotary: Callable[..., tuple[torch.Tensor, torch.Tensor]]
    blocks: tuple[_Block, ...]

    def logits(self, ids: torch.Tensor, rows: Rows) -> torch.Tensor:
        """Logits (row, vocab) after the tokens `ids` (row, token) of each row, which `rows` then holds."""
        stream: torch.Tensor = self.embedding(ids.flatten())
        setting = self._setting(stream, ids.shape[1], rows)
        for layer, block in enumerate(self.blocks):
            stream = block.read(stream, layer, setting)
        return self.modules.logits(stream.view(*ids.shape, -1)[:, -1])

    def _setting(self, stream: torch.Tensor, tokens: int, rows: Rows) -> _Setting:
        positions, group = rows.positions(), self.blocks[0].group
        return _Setting(
            rows,
            tokens,
            turns={kind: self._turn(stream, positions, kind) for kind in {block.kind for block in self.blocks}},
            masks={window: _for_groups(rows.mask(window), group) for window in {block.window for block in self.blocks}},
        )

    def _turn(self, stream: torch.Tensor, positions: torch.Tensor, kind: str) -> _Turn:
        options = (kind,) if kind else ()
        cosines, sines = (part.flatten(0, 1)[:, None] for part in self.rotary(stream, positions, *options))
        half = sines.shape[-1] // 2
        return _Turn(cosines, torch.cat([-sines[..., :half], sines[..., half:]], -1))


def known_blocks(model: PreTrainedModel, modules: TransformerModules) -> KnownBlocks | None:
    """Of a model whose blocks are known and gain by it; None of any other."""
    if type(model) not in _KNOWN or not _gain(model, modules.blocks):
        return None
    body: Any = model.base_model
    return KnownBlocks(modules, body.embed_tokens, body.rotary_emb, tuple(map(_block, modules.blocks)))


def _gain(model: PreTrainedModel, blocks: nn.ModuleList) -> bool:
    """On the processor where products are fast; elsewhere in float32, where all weights are on the model's device."""
    if model.device.type == "cpu":
        return any(isinstance(part, FastLinear) for part in blocks.modules())
    return all(weight.device == model.device and weight.dtype == torch.float32 for weight in blocks.parameters())


def _by_row(vectors: torch.Tensor, tokens: int) -> torch.Tensor:
    """Vectors (state, head, d_head) as (row, head, token, d_head)."""
    return vectors.view(-1, tokens, *vectors.shape[1:]).transpose(1, 2)


def _for_groups(mask: torch.Tensor | None, group: int) -> torch.Tensor | None:
    """Of the mask (row, 1, token, column) of one head that of a group's queries: head by head, token by token."""
    if mask is None or mask.shape[2] == 1:
        return mask
    return mask[:, :, None].expand(-1, -1, group, -1, -1).flatten(2, 3)


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
    if isinstance(matrix, FastLinear):
        return product(states, matrix.weight, matrix.bias)  # without the detour over `nn.Module`
    return nn.functional.linear(states, matrix.weight, matrix.bias)
