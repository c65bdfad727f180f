"""Attention whose weights can be kept and changed.

Registered with transformers as the attention implementation "hooked". It computes with PyTorch's fused attention. Only
while an `AttentionHook` is active, and only in the layers that it concerns, does it compute the weights themselves,
softmax(q·k / √d_head + mask) (Vaswani et al. 2017, arXiv:1706.03762, eq. 1), keep them and apply the interventions. A
context variable ties the hook to the thread's call that set it, so simultaneous calls do not share hooks. Models
that do not let their attention be replaced are watched in `softmax_watch`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import torch
from torch import nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import repeat_kv, sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from llm_viz.engine.protocol.tracing import AttentionKnockout, HeadAblation, InterventionSet
from llm_viz.engine.protocol.types import Layers

HOOKED = "hooked"
"""The name of this attention implementation in transformers."""


@dataclass(frozen=True)
class HeadOutputs:
    """What the heads of one layer gave: `outputs` (row, head, dest, d_head), whose first two axes may be one, are the
    sum over sources of `weights` (row, head, kept dest, src) times `values` (row, head, src, d_head).

    The outputs are a leaf of the gradient graph.
    """

    weights: torch.Tensor
    values: torch.Tensor
    outputs: torch.Tensor

    def by_token(self, outputs: torch.Tensor) -> torch.Tensor:
        """Outputs, or what is laid out like them: (row, dest, head, d_head)."""
        return outputs.reshape(*self.weights.shape[:2], *outputs.shape[-2:]).transpose(1, 2)


@dataclass(frozen=True)
class AttentionHook:
    """What to keep and change during one forward pass.

    `weights` and `vectors` are layers to keep; `interventions` holds the interventions of every row of the batch (or is
    empty). The pass fills `kept_weights[layer]` (row, head, dest, src) and `kept_vectors[layer]`: queries (row, head,
    dest, d_head), keys (row, head, src, d_head), scaling, and cap of the scores.

    Layers whose scores are more than a scaled q·k leave no vectors.

    `divided` are positions at which the heads' outputs are to be divided by source: every layer with attention then
    makes a leaf of them and leaves `kept_heads[layer]`.
    """

    weights: Layers = ()
    vectors: Layers = ()
    interventions: tuple[InterventionSet, ...] = ()
    divided: tuple[int, ...] = ()
    kept_weights: dict[int, torch.Tensor] = field(default_factory=dict)
    kept_vectors: dict[int, tuple[torch.Tensor, torch.Tensor, float, float | None]] = field(default_factory=dict)
    kept_heads: dict[int, HeadOutputs] = field(default_factory=dict)

    def keep_heads(self, layer: int, weights: torch.Tensor, values: torch.Tensor, outputs: torch.Tensor) -> None:
        """Make the outputs a leaf, and keep what they are made of; `weights` (row, head, dest, src)."""
        self.kept_heads[layer] = HeadOutputs(weights[:, :, list(self.divided)], values, outputs.requires_grad_())

    def knockouts(self, layer: int) -> Iterator[tuple[int, AttentionKnockout]]:
        """The attention knockouts in this layer, each with its row of the batch."""
        yield from self._knockouts_by_layer.get(None, ())
        yield from self._knockouts_by_layer.get(layer, ())

    def ablated_heads(self, layer: int) -> Iterator[tuple[int, int]]:
        """The ablated heads in this layer, as (row of the batch, head)."""
        yield from self._ablations_by_layer.get(layer, ())

    # A batch of random knockouts has thousands of interventions: they are sorted by layer once, not in every layer.

    @cached_property
    def _knockouts_by_layer(self) -> dict[int | None, list[tuple[int, AttentionKnockout]]]:
        """Under None: those in all layers."""
        found: dict[int | None, list[tuple[int, AttentionKnockout]]] = {}
        for row, interventions in enumerate(self.interventions):
            for intervention in interventions:
                if isinstance(intervention, AttentionKnockout):
                    layers: tuple[int | None, ...] = (None,) if intervention.layers == "all" else intervention.layers
                    for layer in layers:
                        found.setdefault(layer, []).append((row, intervention))
        return found

    @cached_property
    def _ablations_by_layer(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for row, interventions in enumerate(self.interventions):
            for intervention in interventions:
                if isinstance(intervention, HeadAblation):
                    found.setdefault(intervention.layer, []).append((row, intervention.head))
        return found

    def concerns(self, layer: int) -> bool:
        """Whether this layer's weights must be computed, which the fused kernel does not return."""
        kept = includes(self.weights, layer) or includes(self.vectors, layer)
        return kept or bool(self.divided) or any(self.knockouts(layer)) or any(self.ablated_heads(layer))


_active: ContextVar[AttentionHook | None] = ContextVar("active_attention_hook", default=None)
_places: ContextVar[torch.Tensor | None] = ContextVar("places_of_tokens", default=None)


@contextmanager
def hooked(hook: AttentionHook) -> Iterator[AttentionHook]:
    """Apply the hook to the forward passes inside the block, in this thread."""
    token = _active.set(hook)
    try:
        yield hook
    finally:
        _active.reset(token)


@contextmanager
def at_places(positions: torch.Tensor) -> Iterator[None]:
    """In the forward passes inside the block, in this thread, the tokens of each row are at these `positions`
    (row, token), and a key in column c at position c, as in `static_memory`.
    """
    token = _places.set(positions)
    try:
        yield
    finally:
        _places.reset(token)


def includes(layers: Layers, layer: int) -> bool:
    """Whether a choice of layers (or heads) includes this one."""
    return layers == "all" or layer in layers


def number_layers(blocks: nn.ModuleList) -> None:
    """Tell every part of every block which layer it is in; transformers does so in some families only."""
    for layer, block in enumerate(blocks):
        for part in block.modules():
            part.__dict__["hooked_layer"] = layer


def hooked_weights(
    hook: AttentionHook, layer: int, scores: torch.Tensor, sinks: torch.Tensor | None = None
) -> torch.Tensor:
    """Attention weights of scores (row, head, dest, src) in which -inf marks what the mask forbids.

    The hook's knockouts are applied, and the weights kept if it asks for them. `sinks` (heads,) are learned scores of
    a place outside the text that takes part of the attention away (gpt-oss, OpenAI 2025, arXiv:2508.10925).
    """
    for row, knockout in hook.knockouts(layer):
        heads = slice(None) if knockout.heads == "all" else list(knockout.heads)
        scores[row, heads, knockout.destination, knockout.source] = float("-inf")
    if sinks is not None:
        column = sinks.to(scores.dtype).reshape(1, -1, 1, 1).expand(*scores.shape[:-1], 1)
        scores = torch.cat([scores, column], dim=-1)
    # A token cut off from everything, itself included, receives nothing (softmax of an empty row is not a number).
    weights = scores.softmax(-1, dtype=torch.float32).nan_to_num(0.0).to(scores.dtype)
    if sinks is not None:
        weights = weights[..., :-1]
    if includes(hook.weights, layer):
        hook.kept_weights[layer] = weights
    return weights


def without_ablated(hook: AttentionHook, layer: int, weights: torch.Tensor) -> torch.Tensor:
    """The weights (row, head, dest, src) with those of ablated heads at 0: without weights a head's output is zero."""
    ablated = list(hook.ablated_heads(layer))
    if ablated:
        weights = weights.clone()
    for row, head in ablated:
        weights[row, head] = 0.0
    return weights


def _hooked_attention(
    module: nn.Module,
    query: torch.Tensor,  # (row, head, dest, d_head)
    key: torch.Tensor,  # (row, key-value head, src, d_head)
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    softcap: float | None = None,
    s_aux: torch.Tensor | None = None,  # transformers' name for sinks
    **options: Any,  # noqa: ANN401 - whatever transformers passes on to its attention functions
) -> tuple[torch.Tensor, torch.Tensor | None]:
    hook = _active.get() or AttentionHook()
    layer = int(module.hooked_layer)  # type: ignore[arg-type]
    # The fused kernel can neither cap scores nor add sinks.
    if not (hook.concerns(layer) or softcap is not None or s_aux is not None):
        options |= {"dropout": 0.0, "scaling": scaling}
        return sdpa_attention_forward(module, query, key, value, attention_mask, **options)
    scaling = query.shape[-1] ** -0.5 if scaling is None else scaling
    groups = query.shape[1] // key.shape[1]
    key, value = repeat_kv(key, groups), repeat_kv(value, groups)
    scores = scaling * (query @ key.transpose(2, 3))  # (row, head, dest, src)
    if softcap is not None:
        scores = softcap * torch.tanh(scores / softcap)
    causal = options.get("is_causal")
    scores = _masked(scores, attention_mask, bool(getattr(module, "is_causal", True) if causal is None else causal))
    weights = hooked_weights(hook, layer, scores, s_aux)
    effective = without_ablated(hook, layer, weights)
    output = effective @ value  # (row, head, dest, d_head)
    if hook.divided:
        hook.keep_heads(layer, effective, value, output)
    if includes(hook.vectors, layer) and s_aux is None:
        hook.kept_vectors[layer] = (query, key, scaling, softcap)
    return output.transpose(1, 2).contiguous(), weights


def _masked(scores: torch.Tensor, mask: torch.Tensor | None, causal: bool) -> torch.Tensor:
    """The scores with -inf where a query may not look; transformers leaves out a mask that the kernel makes itself."""
    queries, keys = scores.shape[-2:]
    if mask is None:
        if not causal or queries == 1:
            return scores
        mask = torch.ones(queries, keys, dtype=torch.bool, device=scores.device).tril(keys - queries)
    if mask.dtype == torch.bool:
        return scores.masked_fill(~mask[..., :keys], float("-inf"))
    return scores + mask[..., :keys]


def _hooked_mask(*sizes: Any, **options: Any) -> torch.Tensor | None:  # noqa: ANN401 - transformers' mask arguments
    """(row, 1, dest, src): true where a destination may attend to a source. The fused kernel often needs no mask;
    computed weights always do. A mask that comes with one new token a row is there because it hides something
    (`batch_memory`): to look whether it could be left out would only wait for the device.
    """
    if (places := _places.get()) is not None:
        return _mask_at(places, **options)
    one_token_each = options.get("q_length") == 1 and options.get("attention_mask") is not None
    if one_token_each or _active.get() is not None:
        options |= {"allow_is_causal_skip": False, "allow_is_bidirectional_skip": False}
    return sdpa_mask(*sizes, **options)


def _mask_at(
    places: torch.Tensor, kv_length: int, mask_function: Callable[..., torch.Tensor], use_vmap: bool, **_: object
) -> torch.Tensor:
    """(row, 1, token, column): the model's own rule, with each row's own positions (row, token)."""
    if use_vmap:
        raise NotImplementedError("a rule that is not of positions")
    rows, tokens = places.shape
    row = torch.arange(rows, device=places.device)[:, None, None, None]
    column = torch.arange(kv_length, device=places.device)[None, None, None]
    return mask_function(row, torch.zeros_like(row), places[:, None, :, None], column).expand(rows, 1, tokens, -1)


AttentionInterface.register(HOOKED, _hooked_attention)
AttentionMaskInterface.register(HOOKED, _hooked_mask)
