"""Attention that can be watched and edited.

Registered with transformers as the attention implementation "observed": it computes with PyTorch's fused attention, and
only while an `Observation` is active does it compute in the layers concerned the weights themselves,
softmax(q·k / √d + mask) of Vaswani et al. 2017 (eq. 1), keeps them, and applies the interventions. A context variable ties the
observation to the call that asked for it, so simultaneous calls cannot see each other's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import repeat_kv, sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from llm_viz.engine.protocol import AttentionKnockout, HeadAblation, InterventionSet, Layers

OBSERVED = "observed"


@dataclass(frozen=True)
class Observation:
    """What to watch and change during one forward pass.

    `weights` and `vectors` are layers to keep; `interventions` holds the interventions of every row of the batch (or none at all).
    What was seen fills `seen_weights[layer]` (batch, heads, queries, keys) and `seen_vectors[layer]` (queries, keys,
    both (batch, heads, tokens, head size); scaling; cap of the scores).

    An empty observation changes nothing, but models that cap their attention scores (Gemma 2) need one for every
    pass: the fused kernel cannot cap, and refuses.
    """

    weights: Layers = ()
    vectors: Layers = ()
    interventions: tuple[InterventionSet, ...] = ()
    seen_weights: dict[int, torch.Tensor] = field(default_factory=dict)
    seen_vectors: dict[int, tuple[torch.Tensor, torch.Tensor, float, float | None]] = field(default_factory=dict)

    def cuts(self, layer: int) -> Iterator[tuple[int, AttentionKnockout]]:
        """The links cut in this layer, each with its row of the batch."""
        yield from self._cuts_by_layer.get(None, ())
        yield from self._cuts_by_layer.get(layer, ())

    def silenced(self, layer: int) -> Iterator[tuple[int, int]]:
        """The heads silenced in this layer, as (row of the batch, head)."""
        yield from self._silenced_by_layer.get(layer, ())

    # A batch of random cuts has thousands of interventions: they are sorted once, not looked through in every layer.

    @cached_property
    def _cuts_by_layer(self) -> dict[int | None, list[tuple[int, AttentionKnockout]]]:
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
    def _silenced_by_layer(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for row, interventions in enumerate(self.interventions):
            for intervention in interventions:
                if isinstance(intervention, HeadAblation):
                    found.setdefault(intervention.layer, []).append((row, intervention.head))
        return found

    def concerns(self, layer: int) -> bool:
        """Whether this layer's weights must be computed by hand."""
        kept = includes(self.weights, layer) or includes(self.vectors, layer)
        return kept or any(self.cuts(layer)) or any(self.silenced(layer))


_active: ContextVar[Observation | None] = ContextVar("active_observation", default=None)


@contextmanager
def observing(observation: Observation) -> Iterator[Observation]:
    """Make the forward passes inside the block, in this thread, fill and obey the observation."""
    token = _active.set(observation)
    try:
        yield observation
    finally:
        _active.reset(token)


def includes(layers: Layers, layer: int) -> bool:
    """Whether a choice of layers (or heads) includes this one."""
    return layers == "all" or layer in layers


def _observed_attention(
    module: torch.nn.Module,
    query: torch.Tensor,  # (batch, heads, queries, head size)
    key: torch.Tensor,  # (batch, key-value heads, keys, head size)
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    softcap: float | None = None,
    **options: Any,  # noqa: ANN401 - whatever transformers passes on to its attention functions
) -> tuple[torch.Tensor, torch.Tensor | None]:
    observation = _active.get()
    layer = int(module.layer_idx)  # type: ignore[arg-type]
    if observation is None or not (observation.concerns(layer) or softcap is not None):
        options |= {"dropout": 0.0, "scaling": scaling, "softcap": softcap}
        return sdpa_attention_forward(module, query, key, value, attention_mask, **options)
    scaling = query.shape[-1] ** -0.5 if scaling is None else scaling
    groups = query.shape[1] // key.shape[1]
    key, value = repeat_kv(key, groups), repeat_kv(value, groups)
    scores = scaling * (query @ key.transpose(2, 3))  # (batch, heads, queries, keys)
    if softcap is not None:
        scores = softcap * torch.tanh(scores / softcap)
    if attention_mask is not None:
        scores = scores.masked_fill(~attention_mask[..., : scores.shape[-1]], float("-inf"))
    for row, cut in observation.cuts(layer):
        heads = slice(None) if cut.heads == "all" else list(cut.heads)
        scores[row, heads, cut.destination, cut.source] = float("-inf")
    # A token cut off from everything, itself included, receives nothing (softmax of an empty row is not a number).
    weights = scores.softmax(-1, dtype=torch.float32).nan_to_num(0.0).to(query.dtype)
    output = weights @ value  # (batch, heads, queries, head size)
    for row, head in observation.silenced(layer):
        output[row, head] = 0.0
    if includes(observation.weights, layer):
        observation.seen_weights[layer] = weights
    if includes(observation.vectors, layer):
        observation.seen_vectors[layer] = (query, key, scaling, softcap)
    return output.transpose(1, 2).contiguous(), weights


def _observed_mask(*sizes: Any, **options: Any) -> torch.Tensor | None:  # noqa: ANN401 - transformers' mask arguments
    """True where a query may look at a key. The fused kernel often needs none; weights computed by hand always do."""
    if _active.get() is not None:
        options |= {"allow_is_causal_skip": False, "allow_is_bidirectional_skip": False}
    return sdpa_mask(*sizes, **options)


AttentionInterface.register(OBSERVED, _observed_attention)
AttentionMaskInterface.register(OBSERVED, _observed_mask)
