"""A batch that starts as one row and grows while it passes the blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from llm_viz.engine.transformer_modules import TransformerModules


@contextmanager
def forked_rows(modules: TransformerModules, fork_layers: list[int]) -> Iterator[None]:
    """During the block, the batch grows by copies of row 0 before each layer named in `fork_layers` (ascending)."""

    def copy_first_row(count: int) -> Callable[..., tuple[tuple[Any, ...], dict[str, Any]]]:
        def copy(
            _module: torch.nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]
        ) -> tuple[tuple[Any, ...], dict[str, Any]]:
            stream, others = (inputs[0], inputs[1:]) if inputs else (named.pop("hidden_states"), ())
            return (torch.cat([stream, stream[:1].expand(count, *stream.shape[1:])]), *others), named

        return copy

    hooks = [
        modules.blocks[layer].register_forward_pre_hook(copy_first_row(count), with_kwargs=True)
        for layer, count in Counter(fork_layers).items()
        if layer < len(modules.blocks)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
