"""The straight way from every part of a model to its logits, along which a score can be divided.

During one forward pass the model is made linear: what attention heads, feed-forward layers and the token embedding give
become the leaves of an autograd graph, what they read is taken as given, and every normalisation on the way keeps the
scale that this pass gave it. A score's gradient with respect to a leaf, times the leaf, is then the leaf's share.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Literal

import torch
from torch import nn
from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D

from llm_viz.engine.transformer_modules import TransformerModules

PartKind = Literal["mixer", "mlp"]
MIXERS = ("attention", "attn", "conv", "mamba", "mixer", "ssm")
"""In the names of parts that bring something from other tokens without attention weights."""
RESIDUAL = "residual"
"""What families call the argument that a part adds to its result (BLOOM, MPT)."""


@contextmanager
def divisible() -> Iterator[None]:
    """The setting of a forward pass whose scores are to be divided: PyTorch notes what depends on what."""
    with torch.inference_mode(False), torch.enable_grad():
        yield


@dataclass(frozen=True)
class Part:
    """What one part of the block `layer` gives: a leaf (row, pos, d_model)."""

    layer: int
    kind: PartKind
    given: torch.Tensor


@dataclass(frozen=True)
class Constant:
    """A bias (d_model,) and the tensor (row, pos, d_model) in which it has been added; `early`: before the blocks."""

    bias: torch.Tensor
    added: torch.Tensor
    early: bool


@dataclass
class Passage:
    """What one pass has met on the straight way. `embedding` and `entry` (row, pos, d_model): the embeddings of the
    tokens, a leaf, and the stream that entered the first block.
    """

    embedding: torch.Tensor | None = None
    entry: torch.Tensor | None = None
    parts: list[Part] = field(default_factory=list)
    constants: list[Constant] = field(default_factory=list)


@dataclass(frozen=True)
class Normalisation:
    """y = scale(x) · `gain` ⊙ (x − mean of x, if `centred`) + `bias`; `gain` and `bias` (width,).

    `biased`: the bias is not 0.
    """

    gain: torch.Tensor
    bias: torch.Tensor
    centred: bool
    biased: bool

    def with_fixed_scale(self, inputs: torch.Tensor, outputs: torch.Tensor) -> torch.Tensor:
        """The same `outputs` (…, width), as a linear function of the `inputs`: the scale is taken as given."""
        linear = self.gain * (inputs - inputs.mean(-1, keepdim=True) if self.centred else inputs)
        known, wanted = linear.detach().float(), (outputs - self.bias).detach().float()
        squares = (known * known).sum(-1, keepdim=True)
        scale = (wanted * known).sum(-1, keepdim=True) / squares.clamp_min(torch.finfo(squares.dtype).tiny)
        linear = scale.to(linear.dtype) * linear
        return outputs.detach() + (linear - linear.detach())


@dataclass(frozen=True, eq=False)
class DirectPath:
    """The straight way through one model."""

    model: PreTrainedModel
    modules: TransformerModules
    _normalisations: dict[nn.Module, Normalisation] = field(default_factory=dict)

    @contextmanager
    def followed(self) -> Iterator[Passage]:
        """Fill the passage by the forward passes inside the block. They need gradients, and no inference mode."""
        passage = Passage()
        handles = [
            self.model.get_input_embeddings().register_forward_hook(partial(_enter_embedding, passage)),
            self.modules.blocks[0].register_forward_pre_hook(partial(_enter_first, passage), with_kwargs=True),
        ]
        # First of all on each module: it must see what the module gives before a cut makes a leaf of it.
        handles += [module.register_forward_hook(partial(_note_bias, passage)) for module in self._biased]
        handles += [module.register_forward_hook(partial(self._fix_scale, passage)) for module in self._norms]
        for layer, kind, module in self._parts:
            cut = _Cut(passage, layer, kind, module)
            handles.append(module.register_forward_pre_hook(cut.enter, with_kwargs=True))
            handles.append(module.register_forward_hook(cut.leave))
        try:
            yield passage
        finally:
            for handle in handles:
                handle.remove()

    @cached_property
    def _biased(self) -> list[nn.Module]:
        head = self.modules.output_projection
        kinds = (nn.Linear, Conv1D)
        return [
            part
            for part in self.model.modules()
            if isinstance(part, kinds) and part is not head and getattr(part, "bias", None) is not None
        ]

    @cached_property
    def _norms(self) -> list[nn.Module]:
        return [part for part in self.model.modules() if is_norm(part)]

    @cached_property
    def _parts(self) -> list[tuple[int, PartKind, nn.Module]]:
        """The parts of every block that read the stream, with what they are if they turn out not to be attention."""
        return [
            (layer, kind, part) for layer, block in enumerate(self.modules.blocks) for kind, part in parts_of(block)
        ]

    @cached_property
    def mean_direction(self) -> tuple[torch.Tensor, torch.Tensor]:
        """What the output projection multiplies a state with to give the mean logit (d_model,), and adds to it ()."""
        return self.directions(None)

    def directions(self, ids: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor]:
        """The same for the logits of the tokens `ids` (…): (…, d_model) and (…); None: for the mean of all."""
        head = self.modules.output_projection
        if not isinstance(head, nn.Linear):
            raise TypeError(type(head).__name__)
        weight = head.weight.mean(0, dtype=torch.float32) if ids is None else head.weight[ids].float()
        bias = weight.new_zeros(()) if head.bias is None else head.bias.float()
        if head.bias is not None:
            bias = bias.mean() if ids is None else bias[ids]
        return self.modules.scale * weight, self.modules.scale * bias.expand(weight.shape[:-1])

    def _fix_scale(
        self, passage: Passage, module: nn.Module, inputs: tuple[torch.Tensor, ...], outputs: torch.Tensor
    ) -> torch.Tensor | None:
        if not inputs or not inputs[0].requires_grad:
            return None
        known = self._normalisations.get(module)
        if known is None:
            known = self._normalisations[module] = taken_apart(module, inputs[0])
        fixed = known.with_fixed_scale(inputs[0], outputs)
        if known.biased:
            passage.constants.append(Constant(known.bias, fixed, early=passage.entry is None))
        return fixed


def parts_of(block: nn.Module) -> list[tuple[PartKind, nn.Module]]:
    """The parts of a block that read the stream, with what they are if they turn out not to be attention."""
    return [
        ("mixer" if any(word in name for word in MIXERS) else "mlp", part)
        for name, part in block.named_children()
        if not is_norm(part) and any(True for _ in part.parameters())
    ]


def is_norm(module: nn.Module) -> bool:
    """Whether it is a normalisation, by the name of its class."""
    return "norm" in type(module).__name__.lower()


def taken_apart(norm: nn.Module, like: torch.Tensor) -> Normalisation:
    """Gain and bias of a normalisation, whatever its authors call them, by what it makes of made-up states."""
    width = like.shape[-1]
    half = width // 2
    centred = like.new_full((width,), -1 / (width - half))
    centred[:half] = 1 / half
    centred = centred / centred.square().mean().sqrt()  # mean 0, mean square 1
    with torch.no_grad():
        bias, gained, shifted = (norm.forward(state) for state in (0 * centred, centred, centred + 1))
        gain = (gained - bias) / centred
        # A normalisation that takes off the mean does not see the shift.
        centred_there = bool(torch.allclose(gained, shifted, rtol=1e-3, atol=1e-6))
        return Normalisation(gain, bias, centred=centred_there, biased=bool(bias.any()))


def _enter_embedding(passage: Passage, _module: nn.Module, _inputs: object, outputs: torch.Tensor) -> torch.Tensor:
    passage.embedding = outputs.detach().requires_grad_()
    return passage.embedding.clone()  # which may be changed in place


def _enter_first(passage: Passage, _module: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
    passage.entry = inputs[0] if inputs else named["hidden_states"]


def _note_bias(passage: Passage, module: nn.Module, _inputs: object, outputs: torch.Tensor) -> None:
    if outputs.requires_grad and isinstance(module.bias, torch.Tensor):
        passage.constants.append(Constant(module.bias, outputs, early=passage.entry is None))


class _Cut:
    """A part of a block reads the stream as something given. What it gives is a leaf, unless there are leaves inside
    it: then it is attention, whose heads are divided.
    """

    def __init__(self, passage: Passage, layer: int, kind: PartKind, module: nn.Module) -> None:
        self._passage = passage
        self._layer = layer
        self._kind: PartKind = kind
        self._names = list(inspect.signature(module.forward).parameters)
        self._residual: torch.Tensor | None = None

    def enter(
        self, _module: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        arguments = {**dict(zip(self._names, inputs, strict=False)), **named}
        self._residual = arguments.get(RESIDUAL)
        return tuple(map(_taken_as_given, inputs)), {name: _taken_as_given(value) for name, value in named.items()}

    def leave(self, _module: nn.Module, _inputs: object, outputs: torch.Tensor | tuple[Any, ...]) -> object:
        given: torch.Tensor = outputs[0] if isinstance(outputs, tuple) else outputs
        residual, self._residual = self._residual, None
        if not given.requires_grad:
            part = given if residual is None else given - residual
            part = part.detach().requires_grad_()
            self._passage.parts.append(Part(self._layer, self._kind, part))
            given = part.clone() if residual is None else residual + part
        elif residual is not None:
            given = given + (residual - residual.detach())
        return (given, *outputs[1:]) if isinstance(outputs, tuple) else given


def _taken_as_given(argument: object) -> object:
    return argument.detach() if isinstance(argument, torch.Tensor) else argument
