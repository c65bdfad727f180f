"""The modules of a transformer that the engine reads, whatever names its authors gave them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from transformers import PreTrainedConfig, PreTrainedModel

from llm_viz.base.errors import ModelDeviates, ModelUnsupported
from llm_viz.engine.attempt import Impossible, attempt


@dataclass(frozen=True)
class TransformerModules:
    """The blocks in order, and what turns a residual stream into logits.

    `last_steps` are the modules between the last block and the output projection: the final normalisation, in some
    families followed by a change of width. `output_projection` is None for a model that predicts no next token. Its
    logits are multiplied by `scale`, then softly capped at `softcap` (None: not at all).
    """

    blocks: nn.ModuleList
    last_steps: tuple[nn.Module, ...]
    output_projection: nn.Module | None
    scale: float
    softcap: float | None

    def logits(self, stream: torch.Tensor) -> torch.Tensor:
        """Logits (…, vocab) of residual streams (…, d_model) taken after any block."""
        assert self.output_projection is not None, "only a causal model has logits"
        for step in self.last_steps:
            stream = step(stream)
        logits: torch.Tensor = self.output_projection(stream)
        if self.scale != 1:  # not a copy of the whole vocabulary for nothing
            logits = self.scale * logits
        return logits if self.softcap is None else self.softcap * torch.tanh(logits / self.softcap)


def find_modules(name: str, model: PreTrainedModel, ids: torch.Tensor) -> TransformerModules:
    """The modules of the loaded model called `name`, found by reading the tokens `ids` (1, tokens) once.

    `ModelUnsupported` when it cannot read mere text, `ModelDeviates` when its blocks are not one plain list or what
    follows them is not a plain chain.
    """
    blocks = find_blocks(name, model)
    output_projection = output_projection_of(model)
    last_steps: list[nn.Module] = []
    try:
        with attempt(), torch.inference_mode(), _following_the_stream(model, blocks, last_steps):
            model(input_ids=ids)
    except Impossible as problem:  # it needs more than text
        raise ModelUnsupported(model=name, detail=type(model).__name__) from problem
    if output_projection is not None:
        if last_steps[-1:] != [output_projection]:
            raise ModelDeviates(model=name, part="lens")
        last_steps.pop()
    config = text_settings(model)
    return TransformerModules(
        blocks=blocks,
        last_steps=tuple(last_steps),
        output_projection=output_projection,
        scale=_logit_scale(config),
        softcap=getattr(config, "final_logit_softcapping", None),
    )


def text_settings(model: PreTrainedModel) -> PreTrainedConfig:
    """The configuration of the part that reads text; that of the whole model unless it also sees or hears."""
    return model.config.get_text_config()


def output_projection_of(model: PreTrainedModel) -> nn.Module | None:
    """What turns normalised streams into logits; None for a model that predicts no next token."""
    untyped: Any = model
    projection: nn.Module | None = untyped.get_output_embeddings()
    return projection


def find_blocks(name: str, model: PreTrainedModel) -> nn.ModuleList:
    """The one list of modules, not inside another such list, that is as long as the model has layers."""
    count = getattr(text_settings(model), "num_hidden_layers", 0)
    untyped: Any = model
    body = model if output_projection_of(model) is None else untyped.get_decoder()
    lists: dict[str, nn.ModuleList] = {}
    for path, part in body.named_modules():
        inside = any(path.startswith(f"{outer}.") for outer in lists)
        if isinstance(part, nn.ModuleList) and len(part) == count and not inside:
            lists[path] = part
    if len(lists) != 1:
        raise ModelDeviates(model=name, part="blocks")
    return next(iter(lists.values()))


@contextmanager
def _following_the_stream(model: nn.Module, blocks: nn.ModuleList, steps: list[nn.Module]) -> Iterator[None]:
    """During the block, collect the modules that read what the last block wrote, and each what the one before wrote."""
    within = {id(part) for block in blocks for part in block.modules()}
    here: list[torch.Tensor] = []  # the stream as far as it has been followed
    running: list[nn.Module] = []  # the step that is running; modules inside it are part of it

    def start(_module: nn.Module, _inputs: object, output: object) -> None:
        here[:] = [stream_of(output)]

    def enter(module: nn.Module, inputs: tuple[object, ...]) -> None:
        if here and not running and inputs and _same(inputs[0], here[0]):
            running.append(module)

    def leave(module: nn.Module, _inputs: object, output: object) -> None:
        if running == [module]:
            running.clear()
            if isinstance(output, torch.Tensor) and not _same(output, here[0]):  # dropout passes its input on
                steps.append(module)
                here[:] = [output]

    hooks = [blocks[-1].register_forward_hook(start)]
    for part in model.modules():
        if id(part) not in within and not isinstance(part, nn.ModuleList):
            hooks += [part.register_forward_pre_hook(enter), part.register_forward_hook(leave)]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def stream_of(output: object) -> torch.Tensor:
    """The residual stream in what a block returns: a tensor, or a tuple that begins with it."""
    stream = output[0] if isinstance(output, tuple) else output
    if not isinstance(stream, torch.Tensor):
        raise TypeError(type(stream).__name__)
    return stream


def _same(one: object, other: torch.Tensor) -> bool:
    """Whether both are the same memory read the same way."""
    return (
        isinstance(one, torch.Tensor)
        and one.shape == other.shape
        and one.stride() == other.stride()
        and one.data_ptr() == other.data_ptr()
    )


def _logit_scale(config: PreTrainedConfig) -> float:
    """What the configuration multiplies logits by: Cohere's, Falcon-H1's, and Granite's, which divides."""
    factors = (getattr(config, name, None) for name in ("logit_scale", "lm_head_multiplier"))
    scale = 1 / (getattr(config, "logits_scaling", None) or 1)
    for factor in factors:
        scale *= 1 if factor is None else factor
    return float(scale)
