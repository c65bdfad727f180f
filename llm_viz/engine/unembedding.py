"""The multiplication that turns the last state of a text into the score of a token, kept to be looked at."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tracing import Unembedding


def unembedding(loaded: LoadedModel, stream: torch.Tensor, ids: Sequence[int]) -> Unembedding | None:
    """How the logits of these tokens come out of the stream (d_model,) after the last block; None for a model whose
    output projection is no plain matrix.
    """
    head = loaded.modules.output_projection
    if not isinstance(head, nn.Linear):
        return None
    state = stream
    for step in loaded.modules.last_steps:
        state = step(state)
    rows = head.weight[list(ids)]
    bias = rows.new_zeros(len(ids)) if head.bias is None else head.bias[list(ids)]
    return Unembedding(
        loaded.read_only(state),
        loaded.read_only(rows),
        loaded.read_only(bias),
        loaded.modules.scale,
        loaded.modules.softcap,
    )
