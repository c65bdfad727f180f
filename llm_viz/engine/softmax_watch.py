"""Watching the attention of models that bring their own and do not let it be replaced (BLOOM, Falcon, GPT-J, …).

Inside a block, a softmax over scores (batch, heads, queries, keys) is attention, whatever the names around it: it is
taken over, as `attention` does it for all other models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from transformers import PreTrainedModel

from llm_viz.engine.attention import (
    HOOKED,
    AttentionHook,
    hooked,
    hooked_weights,
    includes,
    number_layers,
    without_ablated,
)
from llm_viz.engine.transformer_modules import TransformerModules, text_settings

_SOFTMAX = {nn.functional.softmax, torch.softmax, torch.Tensor.softmax}
_PRODUCT = {torch.matmul, torch.Tensor.matmul, torch.bmm, torch.Tensor.bmm, torch.Tensor.__matmul__}
# How far scores may be from a scaled product to count as one, as a part of the largest: rounding of the precision.
_ROUNDING = {torch.float32: 1e-5}
_COARSE_ROUNDING = 2e-2
_LARGEST_SCALING = 1000


class _SoftmaxWatch(TorchFunctionMode):
    """Takes over the attention softmax of the block that is running."""

    def __init__(self, hook: AttentionHook, heads: int) -> None:
        super().__init__()
        self.layer: int | None = None
        self._hook = hook
        self._heads = heads
        self._factors: tuple[torch.Tensor, torch.Tensor] | None = None
        self._weighting: torch.Tensor | None = None  # weights (row, head, dest, src) that wait for their values

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: object,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> object:
        named = kwargs or {}
        if self.layer is None or not self._hook.concerns(self.layer):
            return func(*args, **named)
        if func in _PRODUCT and len(args) == 2:
            if self._weighting is not None:
                outputs = func(*args, **named)
                self._keep_heads(self.layer, args[1], outputs)
                return outputs
            self._factors = (args[0], args[1])
        if func in _SOFTMAX and self._is_attention(args[0]):
            return self._weights(self.layer, args[0], named.get("dtype") or args[0].dtype)
        return func(*args, **named)

    def _is_attention(self, scores: torch.Tensor) -> bool:
        return scores.dim() == 4 or (scores.dim() == 3 and scores.shape[0] % self._heads == 0)

    def _weights(self, layer: int, given: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        scores = given.reshape(-1, self._heads, *given.shape[-2:]).to(dtype, copy=True)
        # These models mark what the mask forbids by the lowest number instead of -inf; CodeGen scales even that.
        scores.masked_fill_(scores <= torch.finfo(given.dtype).min / _LARGEST_SCALING, float("-inf"))
        if includes(self._hook.vectors, layer):
            self._keep_vectors(layer, scores)
        weights = without_ablated(self._hook, layer, hooked_weights(self._hook, layer, scores))
        self._weighting = weights if self._hook.divided else None
        return weights.reshape(given.shape)

    def _keep_heads(self, layer: int, values: torch.Tensor, outputs: torch.Tensor) -> None:
        """What was multiplied with the weights of this layer, and what came of it."""
        weights, self._weighting = self._weighting, None
        assert weights is not None
        values = values.reshape(weights.shape[0], -1, *values.shape[-2:])  # Falcon's heads share one value
        self._hook.keep_heads(layer, weights, values.expand(-1, self._heads, -1, -1), outputs)

    def _keep_vectors(self, layer: int, scores: torch.Tensor) -> None:
        """Keep queries and keys if the scores are their scaled product and nothing more."""
        if self._factors is None:
            return
        batch, allowed = scores.shape[0], scores.isfinite()
        # Falcon's heads share one key, which is then there only once.
        query, key = (factor.reshape(batch, -1, *factor.shape[-2:]).to(scores.dtype) for factor in self._factors)
        key = key.expand(-1, self._heads, -1, -1) if key.shape[1] == 1 else key
        if (query @ key).shape != scores.shape:
            return
        wanted, product = scores[allowed], (query @ key)[allowed]
        scaling = float((wanted * product).sum() / (product * product).sum())
        off = (wanted - scaling * product).abs().max()
        if off <= _ROUNDING.get(self._factors[0].dtype, _COARSE_ROUNDING) * wanted.abs().max():
            self._hook.kept_vectors[layer] = (query, key.transpose(2, 3), scaling, None)


@contextmanager
def _watching_softmax(blocks: nn.ModuleList, heads: int, hook: AttentionHook) -> Iterator[None]:
    """Make the forward passes inside the block, in this thread, fill and obey the hook."""
    watch = _SoftmaxWatch(hook, heads)

    def enter(layer: int, _module: nn.Module, _inputs: object) -> None:
        watch.layer = layer

    def leave(_module: nn.Module, _inputs: object, _output: object) -> None:
        watch.layer = None

    handles = [block.register_forward_pre_hook(partial(enter, layer)) for layer, block in enumerate(blocks)]
    handles += [block.register_forward_hook(leave) for block in blocks]
    try:
        with watch:
            yield
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def watching(model: PreTrainedModel, modules: TransformerModules, hook: AttentionHook) -> Iterator[None]:
    """Make the forward passes of this model inside the block, in this thread, fill and obey the hook."""
    with hooked(hook):
        if model.config._attn_implementation == HOOKED:
            yield
        else:
            heads = getattr(text_settings(model), "num_attention_heads", None) or 1
            with _watching_softmax(modules.blocks, heads, hook):
                yield


def make_observable(model: PreTrainedModel, modules: TransformerModules) -> None:
    """Replace the model's attention by one that can be watched, where it lets us."""
    number_layers(modules.blocks)
    if model._can_set_attn_implementation():
        model.set_attn_implementation(HOOKED)
