"""The modules of a transformer that the engine reads, whatever names its authors gave them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from transformers import PreTrainedModel

from llm_viz.base.errors import ModelUnsupported

_FINAL_NORM_NAMES = ("norm", "ln_f", "final_layer_norm", "final_layernorm", "final_norm")


@dataclass(frozen=True)
class TransformerModules:
    """The blocks in order, and what maps a residual stream to logits: final normalisation and output projection
    (unembedding; None for a model that predicts no next token), and the cap of the logits where the model has one.
    """

    blocks: nn.ModuleList
    final_norm: nn.Module | None
    output_projection: nn.Module | None
    softcap: float | None

    def logits(self, stream: torch.Tensor) -> torch.Tensor:
        """Logits (…, vocab) of residual streams (…, d_model) taken before the final normalisation."""
        assert self.output_projection is not None, "only a causal model has logits"
        normed = stream if self.final_norm is None else self.final_norm(stream)
        return self.project(normed)

    def project(self, normed: torch.Tensor) -> torch.Tensor:
        """Logits (…, vocab) of residual streams (…, d_model) that are already normalised."""
        assert self.output_projection is not None, "only a causal model has logits"
        logits: torch.Tensor = self.output_projection(normed)
        return logits if self.softcap is None else self.softcap * torch.tanh(logits / self.softcap)


def find_modules(model: PreTrainedModel) -> TransformerModules:
    """The modules of a loaded model. Raises `ModelUnsupported` unless its blocks are one list of modules."""
    body = model.base_model
    count = model.config.num_hidden_layers
    lists = [part for part in body.modules() if isinstance(part, nn.ModuleList) and len(part) == count]
    if len(lists) != 1:
        raise ModelUnsupported(model=type(model).__name__, detail="blocks")
    norms = [getattr(body, name) for name in _FINAL_NORM_NAMES if isinstance(getattr(body, name, None), nn.Module)]
    return TransformerModules(
        blocks=lists[0],
        final_norm=norms[0] if norms else None,
        output_projection=model.get_output_embeddings(),  # type: ignore[no-untyped-call]
        softcap=getattr(model.config, "final_logit_softcapping", None),
    )
