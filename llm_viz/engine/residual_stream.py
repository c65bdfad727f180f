"""The residual stream between the layers of a transformer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import torch

from llm_viz.engine.transformer_modules import TransformerModules, stream_of


@contextmanager
def residual_streams(modules: TransformerModules, wanted: Collection[int]) -> Iterator[dict[int, torch.Tensor]]:
    """Collect the `wanted` residual streams (row, pos, d_model) of the forward passes inside the `with` block, by
    number: 0 enters the first layer, l leaves layer l − 1.
    """
    streams: dict[int, torch.Tensor] = {}

    def keep_input(_module: torch.nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
        streams[0] = inputs[0] if inputs else named["hidden_states"]

    def keep_output(layer: int) -> Callable[[torch.nn.Module, Any, Any], None]:
        def keep(_module: torch.nn.Module, _inputs: Any, output: Any) -> None:  # noqa: ANN401 - blocks differ
            streams[layer] = stream_of(output)

        return keep

    hooks = [modules.blocks[layer - 1].register_forward_hook(keep_output(layer)) for layer in wanted if layer > 0]
    if 0 in wanted:
        hooks.append(modules.blocks[0].register_forward_pre_hook(keep_input, with_kwargs=True))
    try:
        yield streams
    finally:
        for hook in hooks:
            hook.remove()
