"""Many interventions on one text, computed as batches: one row per set of edits."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import torch

from llm_viz.base.errors import NotCausal
from llm_viz.engine.anatomy import Anatomy
from llm_viz.engine.attention import Observation, RowEdits, includes
from llm_viz.engine.decoding import Turn
from llm_viz.engine.distribution import distribution, read_out
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol import SilenceHead, Variants, VariantsRequest
from llm_viz.engine.request_limits import MAX_CANDIDATES, MAX_VARIANTS, check_edit, check_length, check_range
from llm_viz.engine.residual_stream import residual_streams
from llm_viz.engine.trace import read_only

_TOKENS_PER_BATCH = 384
"""Rows times tokens of one forward pass: enough to be efficient, short enough to be abandoned soon."""


def variants(loaded: LoadedModel, request: VariantsRequest, turn: Turn = nullcontext) -> Iterator[Variants]:
    """Read the text once per variant and yield what the token becomes, batch by batch, in order.

    Raises `BadRequest`, `TooManyTokens` or `NotCausal` before the first batch if the request cannot be served.
    """
    ids = loaded.reader.ids(request.text)
    _check(loaded, request, len(ids))
    rows = max(1, _TOKENS_PER_BATCH // len(ids))
    for start in range(0, len(request.variants), rows):
        with turn():
            yield _read(loaded, request, ids, request.variants[start : start + rows])


def _check(loaded: LoadedModel, request: VariantsRequest, length: int) -> None:
    check_length(length, loaded.facts)
    check_range("variants", len(request.variants), 1, MAX_VARIANTS)
    check_range("position", request.position, 0, length - 1)
    check_range("candidates", request.candidates, 0, MAX_CANDIDATES)
    if request.candidates and not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    for edits in request.variants:
        for edit in edits:
            check_edit(edit, length, loaded.facts)


def _read(loaded: LoadedModel, request: VariantsRequest, ids: list[int], batch: tuple[RowEdits, ...]) -> Variants:
    """One forward pass for a batch of variants.

    Row 0 reads the text unedited. Up to the first layer that its edits concern, a variant is the same as that row, so
    its own row is copied from there and the layers before are computed once for all.
    """
    order = sorted(range(len(batch)), key=lambda number: _first_layer(batch[number]))
    births = [_first_layer(batch[number]) for number in order]
    row = {number: place for place, number in enumerate(order, start=1)}
    observation = Observation(edits=((), *(batch[number] for number in order)))
    kept = [layer for layer in range(loaded.facts.layers + 1) if includes(request.hidden, layer)]
    following = []
    with (
        loaded.pass_through(observation),
        _rows_born(loaded.anatomy, births),
        residual_streams(loaded.anatomy, kept) as streams,
    ):
        text = loaded.tensor(ids)
        if request.candidates:
            logits, pending = loaded.next_logits(text), loaded.reader.unfinished(ids)
            following = [
                distribution(read_out(logits[_row(row, number, logits)]), loaded.reader, pending, request.candidates)
                for number in range(len(batch))
            ]
        else:
            loaded.model.base_model(input_ids=text)  # without the output projection, which nobody asked for
        at_position = [streams[layer][:, request.position] for layer in kept]
        hidden = torch.stack(
            [torch.stack([rows[_row(row, number, rows)] for rows in at_position]) for number in range(len(batch))]
        )
    return Variants(read_only(hidden), tuple(following))


def _row(row: dict[int, int], variant: int, rows: torch.Tensor) -> int:
    """The variant's row among those born so far, or the unedited one."""
    return row[variant] if row[variant] < rows.shape[0] else 0


def _first_layer(edits: RowEdits) -> int:
    """The first layer in which the edits change anything."""
    never = sys.maxsize
    firsts = (
        edit.layer if isinstance(edit, SilenceHead) else 0 if edit.layers == "all" else min(edit.layers, default=never)
        for edit in edits
    )
    return min(firsts, default=never)


@contextmanager
def _rows_born(anatomy: Anatomy, births: list[int]) -> Iterator[None]:
    """During the block, the batch grows by copies of row 0 before each layer named in `births` (ascending)."""

    def copy_first_row(count: int) -> Callable[[torch.nn.Module, Any], Any]:
        def copy(_module: torch.nn.Module, inputs: Any) -> Any:  # noqa: ANN401 - blocks differ in what else they take
            stream, *others = inputs
            return (torch.cat([stream, stream[:1].expand(count, *stream.shape[1:])]), *others)

        return copy

    hooks = [
        anatomy.blocks[layer].register_forward_pre_hook(copy_first_row(count))
        for layer, count in Counter(births).items()
        if layer < len(anatomy.blocks)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
