"""What each block of a model adds to the residual stream: by attention, and by the feed-forward network.

Every block is run again on what it read, with the feed-forward network giving nothing, and again with attention giving
nothing either. What is missing then is what the part added, whatever stands between part and stream (a normalisation
behind it, a factor). A block that does not give back what it read when both give nothing does not simply add; then the
model's blocks are refused.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from llm_viz.base.errors import BlocksDoNotAdd, ProductNotPlain
from llm_viz.engine.direct_path import RESIDUAL, parts_of
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.anatomy import BlockPart, BlockSums, BlockSumsRequest, Product, ProductRequest, ProductTerm
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.request_limits import check_length, check_range
from llm_viz.engine.transformer_modules import stream_of

MAX_TERMS = 20
# How far a silent block may be from what it read, as a part of the largest number: rounding of the precision.
_ROUNDING = {torch.float32: 1e-5}
_COARSE_ROUNDING = 2e-2

_ResidualOf = Callable[[tuple[Any, ...], dict[str, Any]], torch.Tensor | None]
"""Finds the stream among a part's arguments, where the part itself adds to it."""


def prepare_block_sums(loaded: LoadedModel, request: BlockSumsRequest) -> tuple[Token, ...]:
    """The tokens of the text. `TooManyTokens`; `BadRequest` for a position outside them."""
    return _tokens(loaded, request.text, request.position, -1)


def prepare_product(loaded: LoadedModel, request: ProductRequest) -> tuple[Token, ...]:
    """The tokens of the text. `TooManyTokens`; `BadRequest` for a position, layer, cell or count out of range."""
    check_range("layer", request.layer, 0, loaded.facts.layers - 1)
    check_range("cell", request.cell, 0, loaded.facts.width - 1)
    check_range("terms", request.terms, 1, MAX_TERMS)
    return _tokens(loaded, request.text, request.position, -1)


def block_sums(loaded: LoadedModel, request: BlockSumsRequest, tokens: Sequence[Token]) -> BlockSums:
    """What the blocks add to the stream of these tokens. `BlocksDoNotAdd`."""
    taken = _read(loaded, tokens)
    position = request.position % len(tokens)
    streams = torch.stack([*(one.before for one in taken), taken[-1].after])  # (layer + 1, pos, d_model)
    attention, mlp = (torch.stack([one.added(part) for one in taken]) for part in ("attention", "mlp"))
    return BlockSums(
        position=position,
        streams=loaded.read_only(streams[:, position]),
        attention=loaded.read_only(attention[:, position]),
        mlp=loaded.read_only(mlp[:, position]),
        stream_lengths=loaded.read_only(streams.norm(dim=-1)),
        attention_lengths=loaded.read_only(attention.norm(dim=-1)),
        mlp_lengths=loaded.read_only(mlp.norm(dim=-1)),
    )


def product(loaded: LoadedModel, request: ProductRequest, tokens: Sequence[Token]) -> Product:
    """How one number of a part comes about. `BlocksDoNotAdd`; `ProductNotPlain` where the part does not end in one
    matrix, as a mixture of experts.
    """
    block, position = loaded.modules.blocks[request.layer], request.position % len(tokens)
    with _last_matrix(block, request.part) as seen:
        taken = _read(loaded, tokens, only=request.layer)[0]
    matrix, inputs, given = seen.matrix, seen.inputs, seen.given
    if matrix is None or inputs is None or given is None or not seen.whole:
        raise ProductNotPlain(model=loaded.facts.name)
    state = inputs.reshape(-1, inputs.shape[-1])[position].float()
    weight, bias = _row(matrix, request.cell)
    products = state * weight
    value = given.reshape(-1, given.shape[-1])[position, request.cell].item()
    best = products.abs().topk(min(request.terms, len(products))).indices.tolist()
    terms = tuple(ProductTerm(index, state[index].item(), weight[index].item()) for index in best)
    return Product(
        terms=terms,
        others=value - bias - sum(term.input * term.weight for term in terms),
        others_count=len(products) - len(terms),
        bias=bias,
        value=value,
        added=taken.added(request.part)[position, request.cell].item(),
    )


@dataclass(frozen=True)
class _Block:
    """What one block read and gave (pos, d_model): in full, without its feed-forward network, and with neither part."""

    before: torch.Tensor
    after: torch.Tensor
    without_mlp: torch.Tensor
    silent: torch.Tensor

    def added(self, part: BlockPart) -> torch.Tensor:
        return self.without_mlp - self.silent if part == "attention" else self.after - self.without_mlp


@dataclass
class _Seen:
    """The matrix that ran last in a part, what it read and what it gave (row, pos, width).

    `whole`: what it gave is what the part gave. `closed`: the block has run once; what runs again is not looked at.
    """

    matrix: nn.Module | None = None
    inputs: torch.Tensor | None = None
    given: torch.Tensor | None = None
    whole: bool = False
    closed: bool = False


def _tokens(loaded: LoadedModel, text: str, position: int, lowest: int) -> tuple[Token, ...]:
    tokens = tuple(loaded.tokenizer.continue_tokens(text, ()))
    check_length(len(tokens), loaded.facts)
    check_range("position", position, lowest, len(tokens) - 1)
    return tokens


def _read(loaded: LoadedModel, tokens: Sequence[Token], only: int | None = None) -> list[_Block]:
    """All blocks, or the one that is asked for."""
    taken: list[_Block] = []
    blocks = loaded.modules.blocks
    hooks = [
        block.register_forward_hook(partial(_again, taken, loaded), with_kwargs=True)
        for layer, block in enumerate(blocks)
        if only is None or layer == only
    ]
    ids = loaded.tensor([token.id for token in tokens])
    try:
        with loaded.pass_through():
            loaded.numbers(loaded.model.base_model(input_ids=ids, use_cache=False)[0])
    finally:
        for hook in hooks:
            hook.remove()
    return taken


def _again(
    taken: list[_Block],
    loaded: LoadedModel,
    block: nn.Module,
    inputs: tuple[Any, ...],
    named: dict[str, Any],
    output: object,
) -> None:
    before: torch.Tensor = inputs[0] if inputs else named["hidden_states"]
    before, after = before[0].float().clone(), stream_of(output)[0].float().clone()
    with _giving_nothing(block, ("mlp",)):
        without_mlp = stream_of(block.forward(*inputs, **named))[0].float().clone()
    with _giving_nothing(block, ("attention", "mlp")):
        silent = stream_of(block.forward(*inputs, **named))[0].float().clone()
    allowed = _ROUNDING.get(loaded.model.dtype, _COARSE_ROUNDING) * before.abs().max()
    # Written so that what is no number is refused, too.
    if not bool((silent - before).abs().max() <= allowed):
        raise BlocksDoNotAdd(model=loaded.facts.name)
    taken.append(_Block(before, after, without_mlp, silent))


@contextmanager
def _giving_nothing(block: nn.Module, kinds: Sequence[BlockPart]) -> Iterator[None]:
    hooks = [
        part.register_forward_hook(partial(_nothing, _residual_of(part)), with_kwargs=True)
        for kind, part in parts_of(block)
        if ("attention" if kind == "mixer" else "mlp") in kinds
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _residual_of(part: nn.Module) -> _ResidualOf:
    """BLOOM's and MPT's parts add to the stream themselves."""
    names = list(inspect.signature(part.forward).parameters)
    return lambda inputs, named: {**dict(zip(names, inputs, strict=False)), **named}.get(RESIDUAL)


def _nothing(
    residual: _ResidualOf, _part: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any], output: object
) -> object:
    stream = residual(inputs, named)
    given = torch.zeros_like(stream_of(output)) if stream is None else stream
    return (given, *output[1:]) if isinstance(output, tuple) else given


@contextmanager
def _last_matrix(block: nn.Module, part: BlockPart) -> Iterator[_Seen]:
    """Fill what is yielded by the first forward pass of the block inside the `with` block."""
    seen = _Seen()
    parts = [module for kind, module in parts_of(block) if ("attention" if kind == "mixer" else "mlp") == part]
    hooks = [
        matrix.register_forward_hook(partial(_note_matrix, seen))
        for module in parts
        for matrix in module.modules()
        if isinstance(matrix, (nn.Linear, Conv1D))
    ]
    # After those above: a part may be a matrix itself (OPT).
    hooks += [
        module.register_forward_hook(partial(_note_part, seen, _residual_of(module)), with_kwargs=True)
        for module in parts
    ]
    hooks.append(block.register_forward_hook(partial(_close, seen)))
    try:
        yield seen
    finally:
        for hook in hooks:
            hook.remove()


def _note_matrix(seen: _Seen, matrix: nn.Module, inputs: tuple[torch.Tensor, ...], given: torch.Tensor) -> None:
    if not seen.closed:
        seen.matrix, seen.inputs, seen.given, seen.whole = (
            matrix,
            inputs[0].detach().clone(),
            given.detach().clone(),
            False,
        )


def _note_part(
    seen: _Seen, residual: _ResidualOf, _part: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any], output: object
) -> None:
    if seen.closed or seen.given is None:
        return
    given, stream = stream_of(output), residual(inputs, named)
    given = given if stream is None else given - stream
    if given.numel() == seen.given.numel():
        known = seen.given.reshape(given.shape)
        allowed = _ROUNDING.get(given.dtype, _COARSE_ROUNDING) * known.abs().max()
        seen.whole = bool((given - known).abs().max() <= allowed)


def _close(seen: _Seen, _block: nn.Module, _inputs: object, _output: object) -> None:
    seen.closed = True


def _row(matrix: nn.Module, cell: int) -> tuple[torch.Tensor, float]:
    """The weights (width,) that give the number at `cell`, and its bias."""
    weight, bias = matrix.weight, matrix.bias
    assert isinstance(weight, torch.Tensor)
    row = weight[:, cell] if isinstance(matrix, Conv1D) else weight[cell]  # GPT-2 keeps its matrices turned round
    return row.float(), bias[cell].item() if isinstance(bias, torch.Tensor) else 0.0
