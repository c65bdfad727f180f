"""Many interventions on one text, computed as batches: one row per set of edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import torch

from llm_viz.errors import NotCausal
from llm_viz.lm.attention import Observation, RowEdits, includes
from llm_viz.lm.decoding import Turn
from llm_viz.lm.distribution import distribution, read_out
from llm_viz.lm.limits import MAX_CANDIDATES, MAX_VARIANTS, check_edit, check_length, check_range
from llm_viz.lm.loading import LoadedModel
from llm_viz.lm.protocol import Variants, VariantsRequest
from llm_viz.lm.streams import residual_streams
from llm_viz.lm.trace import read_only

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
    kept = [layer for layer in range(loaded.facts.layers + 1) if includes(request.hidden, layer)]
    rows = loaded.tensor(ids).expand(len(batch), -1)
    following = []
    with loaded.pass_through(Observation(edits=batch)), residual_streams(loaded.anatomy, kept) as streams:
        if request.candidates:
            pending = loaded.reader.unfinished(ids)
            following = [
                distribution(read_out(logits), loaded.reader, pending, request.candidates)
                for logits in loaded.next_logits(rows)
            ]
        else:
            loaded.model.base_model(input_ids=rows)  # without the output projection, which nobody asked for
        hidden = torch.stack([streams[layer][:, request.position] for layer in kept], dim=1)
    return Variants(read_only(hidden), tuple(following))
