"""Many interventions on one text, computed as batches: one row per set of interventions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial

import torch

from llm_viz.base.errors import NotCausal
from llm_viz.engine.attention import AttentionHook, includes
from llm_viz.engine.distribution import distribution, read_out
from llm_viz.engine.forked_rows import forked_rows
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.tracing import HeadAblation, InterventionBatch, InterventionBatchRequest, InterventionSet
from llm_viz.engine.request_limits import (
    MAX_CANDIDATES,
    MAX_INTERVENTION_SETS,
    check_intervention,
    check_length,
    check_range,
)
from llm_viz.engine.residual_stream import residual_streams

_TOKENS_PER_BATCH = 384
"""Rows times tokens of one forward pass: large enough to be efficient, small enough to be cancelled soon."""


Run = Callable[[Callable[[], InterventionBatch]], InterventionBatch]
"""Computes one batch, in its turn."""


def _at_once(work: Callable[[], InterventionBatch]) -> InterventionBatch:
    return work()


def intervention_batches(
    loaded: LoadedModel, request: InterventionBatchRequest, run: Run = _at_once
) -> Iterator[InterventionBatch]:
    """Read the text once per set of interventions and yield the residual streams at the position, batch by batch.

    `run` is called for each forward pass. Raises `BadRequest`, `TooManyTokens` or `NotCausal` before the
    first batch if the request cannot be served.
    """
    ids = loaded.tokenizer.ids(request.text)
    _check(loaded, request, len(ids))
    rows = max(1, _TOKENS_PER_BATCH // len(ids))
    for start in range(0, len(request.rows), rows):
        batch = request.rows[start : start + rows]
        yield run(partial(_read, loaded, request, ids, batch))


def _check(loaded: LoadedModel, request: InterventionBatchRequest, length: int) -> None:
    check_length(length, loaded.facts)
    check_range("rows", len(request.rows), 1, MAX_INTERVENTION_SETS)
    check_range("position", request.position, 0, length - 1)
    check_range("candidates", request.candidates, 0, MAX_CANDIDATES)
    if request.candidates and not loaded.facts.causal:
        raise NotCausal(model=loaded.facts.name)
    for interventions in request.rows:
        for intervention in interventions:
            check_intervention(intervention, length, loaded.facts)


def _read(
    loaded: LoadedModel, request: InterventionBatchRequest, ids: list[int], batch: tuple[InterventionSet, ...]
) -> InterventionBatch:
    """One forward pass for a batch of sets of interventions.

    Row 0 reads the text unchanged. Up to the first layer that a set of interventions changes, its row would equal row
    0. So the row is copied from row 0 before that layer, and the layers below are computed once for all. In a model
    whose batch cannot grow, every row starts at the first layer.
    """
    order = sorted(range(len(batch)), key=lambda number: _first_layer(batch[number]))
    fork_layers = [_first_layer(batch[number]) for number in order]
    row = {number: place for place, number in enumerate(order, start=1)}
    hook = AttentionHook(interventions=((), *(batch[number] for number in order)))
    kept = [layer for layer in range(loaded.facts.layers + 1) if includes(request.hidden, layer)]
    following = []
    with (
        loaded.pass_through(hook),
        forked_rows(loaded.modules, fork_layers) if loaded.abilities.forks else nullcontext(),
        residual_streams(loaded.modules, kept) as streams,
    ):
        text = loaded.tensor(ids) if loaded.abilities.forks else loaded.tensor(ids).expand(1 + len(batch), -1)
        if request.candidates:
            logits, pending = loaded.next_logits(text), loaded.tokenizer.unfinished(ids)
            readouts = read_out(logits)
            following = [
                distribution(readouts[_row(row, number, logits)], loaded.tokenizer, pending, request.candidates)
                for number in range(len(batch))
            ]
        else:
            loaded.model.base_model(input_ids=text)  # without the costly output projection
        at_position = [streams[layer][:, request.position] for layer in kept]
        hidden = torch.stack(
            [torch.stack([rows[_row(row, number, rows)] for rows in at_position]) for number in range(len(batch))]
        )
    return InterventionBatch(loaded.read_only(hidden), tuple(following))


def _row(row: dict[int, int], number: int, rows: torch.Tensor) -> int:
    """The row of set `number` among `rows` (row, …) if it was forked by then, else row 0."""
    return row[number] if row[number] < rows.shape[0] else 0


def _first_layer(interventions: InterventionSet) -> int:
    """The first layer in which the interventions change anything."""
    never = sys.maxsize
    firsts = (
        intervention.layer
        if isinstance(intervention, HeadAblation)
        else 0
        if intervention.layers == "all"
        else min(intervention.layers, default=never)
        for intervention in interventions
    )
    return min(firsts, default=never)
