"""What a model keeps of the tokens it has read, so that each is read only once: tried out and measured."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache, PreTrainedModel
from transformers.cache_utils import DynamicLayer, DynamicSlidingWindowLayer

from llm_viz.engine.attempt import Impossible, attempt
from llm_viz.engine.batch_memory import BatchMemory
from llm_viz.engine.protocol.models import LayerCache
from llm_viz.engine.remembered import Remembered

_ARGUMENTS = ("past_key_values", "cache_params")
_KEYS_AND_VALUES = {DynamicLayer, DynamicSlidingWindowLayer}


@dataclass(frozen=True, slots=True)
class Memory:
    """`argument`: what the model's `forward` calls its cache; None if it must read the whole text for every token.

    `positions`: whether `forward` takes the position of each token. `shared`: texts of different lengths can be
    remembered in one batch (`batch_memory`), and beginnings of texts (`prefixes`): keys and values, but not the state
    of a layer without attention. `kept`: how much it holds. `key_value_heads`: how many heads keep keys, 0 if none.
    """

    argument: str | None = None
    positions: bool = False
    shared: bool = False
    kept: tuple[LayerCache, ...] = ()
    key_value_heads: int = 0


@dataclass(frozen=True)
class Trial:
    """A memory, and the logits (1, vocabulary) after the last token when the others were only remembered.

    `shared_logits`: the same in a batch beside a shorter text; None if that is impossible.
    """

    memory: Memory
    logits: torch.Tensor
    shared_logits: torch.Tensor | None


def try_memory(model: PreTrainedModel, ids: torch.Tensor) -> Trial | None:
    """Read the last of the tokens `ids` (1, tokens) after the others; None if the model has no such memory."""
    accepted = inspect.signature(model.forward).parameters
    argument = next((name for name in _ARGUMENTS if name in accepted), None)
    if argument is None:
        return None
    cache = DynamicCache(config=model.config)
    options: dict[str, Any] = {argument: cache, "use_cache": True}
    try:
        with attempt():
            model(input_ids=ids[:, :-1], **options)
            logits = model(input_ids=ids[:, -1:], **options).logits
    except Impossible:  # a family that keeps its memory elsewhere
        return None
    keys = [keys for layer in cache.layers if (keys := _keys(layer)) is not None]
    memory = Memory(
        argument=argument,
        positions="position_ids" in accepted,
        shared=all(type(layer) in _KEYS_AND_VALUES for layer in cache.layers),
        kept=tuple(kept for layer in cache.layers for kept in _kept(layer)),
        key_value_heads=keys[0].shape[1] if keys else 0,
    )
    return Trial(memory, logits[:, -1], _try_shared(model, memory, ids) if memory.shared else None)


def logits_of_rows(model: PreTrainedModel, memory: Memory, ids: torch.Tensor, rows: BatchMemory) -> torch.Tensor:
    """Logits (row, vocabulary) after the tokens `ids` (row, 1) that follow what `rows` holds; `rows` then holds them
    too, once it is told to `advance`.
    """
    options: dict[str, Any] = {str(memory.argument): rows.cache, "use_cache": True, "logits_to_keep": 1}
    if (mask := rows.mask()) is not None:
        options["attention_mask"] = mask.to(ids.device)
        if memory.positions:
            options["position_ids"] = rows.positions().to(ids.device)
    logits: torch.Tensor = model(input_ids=ids, **options).logits[:, -1]
    return logits


def rows_beside_longer(model: PreTrainedModel, memory: Memory, ids: torch.Tensor) -> BatchMemory:
    """A batch that remembers all but the last of the tokens `ids` (1, tokens), and in another row twice as many tokens.

    They are read in two parts, as a text is whose beginning was read before. Raises what the model does if it cannot.
    """
    before = ids[:, :-1]
    twice, known = torch.cat([before, before], dim=1), before.shape[1] // 2
    longer = DynamicCache()
    for part in (twice[:, :known], twice[:, known:]):
        model(input_ids=part, use_cache=True, **{str(memory.argument): longer})
    rows = BatchMemory(len(longer.layers))
    for length in (before.shape[1], 2 * before.shape[1]):
        rows.join(Remembered.of(longer), 0, length, 1)
    return rows


def _try_shared(model: PreTrainedModel, memory: Memory, ids: torch.Tensor) -> torch.Tensor | None:
    """Logits (1, vocabulary) after the last token in a batch beside a longer text."""
    try:
        with attempt():
            rows = rows_beside_longer(model, memory, ids)
            return logits_of_rows(model, memory, ids[:, -1:].expand(2, 1), rows)[:1]
    except Impossible:
        return None


def _keys(layer: object) -> torch.Tensor | None:
    """The keys (batch, heads, tokens, head size) in one layer of a cache; the kinds of layers have no common type."""
    keys = getattr(layer, "keys", None)
    return keys if isinstance(keys, torch.Tensor) and keys.numel() else None


def _kept(layer: object) -> Iterator[LayerCache]:
    """Keys and values of every token, or a state of fixed size, which is as much as the last token's."""
    keys_and_values = [tensor for tensor in (_keys(layer), getattr(layer, "values", None)) if tensor is not None]
    if keys_and_values:
        numbers = sum(tensor.shape[1] * tensor.shape[-1] for tensor in keys_and_values)
        yield LayerCache(numbers, getattr(layer, "sliding_window", None))
    kinds = (getattr(layer, name, None) or {} for name in ("conv_states", "recurrent_states"))
    state = sum(tensor.numel() for states in kinds for tensor in states.values() if tensor is not None)
    if state:
        yield LayerCache(state, 1)
