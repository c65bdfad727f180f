"""How one neuron's activation comes about: a row of weights times what the layer reads, and what is made of that.

A feed-forward layer multiplies the normalised stream by a matrix and puts the result through an activation function; a
gated one multiplies that by a second such product (Shazeer 2020, "GLU Variants Improve Transformer", arXiv:2002.05202).
Which row is which is not read off the names that authors gave, but found by what went into the activation function;
what does not come out as the activation is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from llm_viz.base.errors import NeuronsNotPlain
from llm_viz.engine.block_sums import MAX_TERMS
from llm_viz.engine.direct_path import MIXERS
from llm_viz.engine.feed_forward import output_matrix, rows_of
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.anatomy import ProductTerm
from llm_viz.engine.protocol.neurons import NeuronRow, NeuronSum, NeuronSumRequest
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.request_limits import check_length, check_range

_ROUNDING = {torch.float32: 1e-4}
_COARSE_ROUNDING = 2e-2


def prepare_neuron_sum(loaded: LoadedModel, request: NeuronSumRequest) -> tuple[Token, ...]:
    """The tokens of the text. `TooManyTokens`; `BadRequest` for a position, layer, neuron or count out of range;
    `NeuronsNotPlain`.
    """
    check_range("layer", request.layer, 0, loaded.facts.layers - 1)
    check_range("neuron", request.neuron, 0, len(rows_of(output_matrix(loaded, request.layer))) - 1)
    check_range("terms", request.terms, 1, MAX_TERMS)
    tokens = tuple(loaded.tokenizer.continue_tokens(request.text, ()))
    check_length(len(tokens), loaded.facts)
    check_range("position", request.position, -1, len(tokens) - 1)
    return tokens


def neuron_sum(loaded: LoadedModel, request: NeuronSumRequest, tokens: Sequence[Token]) -> NeuronSum:
    """The activation as products. `NeuronsNotPlain` where it is made in another way."""
    matrix = output_matrix(loaded, request.layer)
    position, neuron, neurons = request.position % len(tokens), request.neuron, len(rows_of(matrix))
    with _watched(loaded, request.layer, matrix, neurons) as seen:
        ids = loaded.tensor([token.id for token in tokens])
        with loaded.pass_through():
            loaded.numbers(loaded.model.base_model(input_ids=ids, use_cache=False)[0])
    if seen.activation is None or seen.before is None or seen.opened is None:
        raise NeuronsNotPlain(model=loaded.facts.name)
    activation, before, opened = (
        _at(numbers, position)[neuron].item() for numbers in (seen.activation, seen.before, seen.opened)
    )
    rows = [
        _row(reader, cell, position, request.terms)
        for reader in seen.readers
        for cell in range(neuron, reader.given.shape[-1], neurons)
    ]
    rounding = _ROUNDING.get(loaded.model.dtype, _COARSE_ROUNDING)
    gate = next((row for row in rows if math.isclose(row.value, before, rel_tol=rounding, abs_tol=rounding)), None)
    others = [row for row in rows if row is not gate]
    if gate is None or len(others) > 1:
        raise NeuronsNotPlain(model=loaded.facts.name)
    factor = others[0] if others else None
    product = opened * (1.0 if factor is None else factor.value)
    if not math.isclose(product, activation, rel_tol=rounding, abs_tol=rounding):
        raise NeuronsNotPlain(model=loaded.facts.name)
    return NeuronSum(gate, opened, factor, activation)


@dataclass(frozen=True)
class _Reader:
    """A matrix that reads the stream: its inputs (…, width) and what it gave (…, neurons, or twice as many)."""

    matrix: nn.Module
    inputs: torch.Tensor
    given: torch.Tensor


@dataclass
class _Seen:
    """What passed through a feed-forward layer: its readers, its activation function, and its neurons' activations."""

    readers: list[_Reader] = field(default_factory=list)
    before: torch.Tensor | None = None
    opened: torch.Tensor | None = None
    activation: torch.Tensor | None = None


@contextmanager
def _watched(loaded: LoadedModel, layer: int, matrix: nn.Module, neurons: int) -> Iterator[_Seen]:
    """Fill what is yielded in the forward pass inside the `with` block."""
    seen = _Seen()

    def read(module: nn.Module, inputs: tuple[torch.Tensor, ...], given: torch.Tensor) -> None:
        if inputs[0].shape[-1] == loaded.facts.width and given.shape[-1] in (neurons, 2 * neurons):
            seen.readers.append(_Reader(module, inputs[0].detach().clone(), given.detach().clone()))

    def activate(_module: nn.Module, inputs: tuple[torch.Tensor, ...], given: torch.Tensor) -> None:
        # What is only thrown away in training, as by dropout, comes later and changes nothing.
        if inputs and inputs[0].shape[-1] == neurons and seen.before is None:
            seen.before, seen.opened = inputs[0].detach().clone(), given.detach().clone()

    def end(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        seen.activation = inputs[0].detach().clone()

    hooks = [matrix.register_forward_pre_hook(end)]
    for name, part in loaded.modules.blocks[layer].named_modules():
        if part is matrix or any(word in name for word in MIXERS):
            continue
        if isinstance(part, nn.Linear | Conv1D):
            hooks.append(part.register_forward_hook(read))
        elif not any(True for _ in part.children()) and not any(True for _ in part.parameters()):
            hooks.append(part.register_forward_hook(activate))
    try:
        yield seen
    finally:
        for hook in hooks:
            hook.remove()


def _row(reader: _Reader, cell: int, position: int, terms: int) -> NeuronRow:
    state, weight = _at(reader.inputs, position).float(), rows_of(reader.matrix)[:, cell].float()
    bias = reader.matrix.bias
    constant = bias[cell].item() if isinstance(bias, torch.Tensor) else 0.0
    products = state * weight
    value = _at(reader.given, position)[cell].item()
    best = products.abs().topk(min(terms, len(products))).indices.tolist()
    listed = tuple(ProductTerm(index, state[index].item(), weight[index].item()) for index in best)
    others = value - constant - sum(term.input * term.weight for term in listed)
    return NeuronRow(listed, others, len(products) - len(listed), constant, value)


def _at(numbers: torch.Tensor, position: int) -> torch.Tensor:
    """The numbers of one token; some families lay all tokens end to end."""
    return numbers.reshape(-1, numbers.shape[-1])[position]
