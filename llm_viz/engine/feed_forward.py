"""The neurons of the feed-forward layers: what excites them in a pass, and which tokens' scores they move."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import torch
from torch import nn
from transformers.pytorch_utils import Conv1D

from llm_viz.base.errors import NeuronsNotPlain
from llm_viz.engine.direct_path import MIXERS, is_norm, taken_apart
from llm_viz.engine.loading import LoadedModel
from llm_viz.engine.protocol.neurons import NeuronRequest, NeuronWrites, WrittenToken
from llm_viz.engine.protocol.types import Layers
from llm_viz.engine.request_limits import MAX_CANDIDATES, check_range
from llm_viz.engine.self_check import sample_ids


@contextmanager
def excited_neurons(loaded: LoadedModel, layers: Layers, rows: int) -> Iterator[dict[int, torch.Tensor]]:
    """Collect the activations (row, pos, neuron) of these layers in the forward passes of `rows` texts inside the
    block. OPT lays the texts end to end before its feed-forward layers.

    Raises `NeuronsNotPlain`.
    """
    kept: dict[int, torch.Tensor] = {}

    def keep(layer: int) -> Callable[[nn.Module, tuple[torch.Tensor, ...]], None]:
        def note(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            activations = inputs[0].detach()
            kept[layer] = activations.reshape(rows, -1, activations.shape[-1])

        return note

    wanted = range(loaded.facts.layers) if layers == "all" else layers
    hooks = [output_matrix(loaded, layer).register_forward_pre_hook(keep(layer)) for layer in wanted]
    try:
        yield kept
    finally:
        for hook in hooks:
            hook.remove()


def neuron_writes(loaded: LoadedModel, request: NeuronRequest) -> NeuronWrites:
    """What the neuron of the request writes. Raises `BadRequest` for one that is not there, and `NeuronsNotPlain`."""
    check_range("layer", request.layer, 0, loaded.facts.layers - 1)
    check_range("count", request.count, 1, MAX_CANDIDATES)
    matrix, head = output_matrix(loaded, request.layer), loaded.modules.output_projection
    if not isinstance(head, nn.Linear):
        raise NeuronsNotPlain(model=loaded.facts.name)
    rows = rows_of(matrix)
    check_range("neuron", request.neuron, 0, len(rows) - 1)
    with torch.inference_mode():
        written = rows[request.neuron].float()
        for step in (*_norms_behind(loaded, request.layer, matrix), *loaded.modules.last_steps):
            written = _linear(loaded, step, written)
        moved = loaded.modules.scale * (head.weight.float() @ written)
        deviations = (moved - moved.mean()) / moved.std()
        values, ids = deviations.topk(request.count)
    raised = zip(ids.tolist(), values.tolist(), strict=True)
    return NeuronWrites(
        tuple(WrittenToken(token, *loaded.tokenizer.candidate_text(b"", token), size) for token, size in raised)
    )


def output_matrix(loaded: LoadedModel, layer: int) -> nn.Module:
    """The one matrix of the layer, outside attention, that maps another width to that of the stream.

    `NeuronsNotPlain` where there is none, or more than one, as with experts.
    """
    width = loaded.facts.width
    found = [
        part
        for name, part in loaded.modules.blocks[layer].named_modules()
        if isinstance(part, nn.Linear | Conv1D)
        and rows_of(part).shape[1] == width
        and len(rows_of(part)) > width
        and not any(word in name for word in MIXERS)
    ]
    if len(found) != 1:
        raise NeuronsNotPlain(model=loaded.facts.name)
    return found[0]


def rows_of(matrix: nn.Module) -> torch.Tensor:
    """(in, out)."""
    weight = matrix.weight
    assert isinstance(weight, torch.Tensor)
    return weight if isinstance(matrix, Conv1D) else weight.T


def _norms_behind(loaded: LoadedModel, layer: int, matrix: nn.Module) -> list[nn.Module]:
    """The normalisation of the block that reads what the matrix gives, before it is added to the stream (Gemma)."""
    given: list[torch.Tensor] = []
    behind: list[nn.Module] = []

    def note(_module: nn.Module, _inputs: object, output: torch.Tensor) -> None:
        given.append(output)

    def compare(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        if given and inputs and inputs[0].data_ptr() == given[-1].data_ptr():
            behind.append(module)

    norms = [part for part in loaded.modules.blocks[layer].modules() if is_norm(part)]
    hooks = [matrix.register_forward_hook(note), *(norm.register_forward_pre_hook(compare) for norm in norms)]
    try:
        loaded.model.base_model(input_ids=sample_ids(loaded.model))
    finally:
        for hook in hooks:
            hook.remove()
    return behind


def _linear(loaded: LoadedModel, step: nn.Module, vector: torch.Tensor) -> torch.Tensor:
    """The vector (width,) after the linear part of a step, up to a positive factor."""
    if isinstance(step, nn.Linear):
        return step.weight.float() @ vector
    if not is_norm(step):
        raise NeuronsNotPlain(model=loaded.facts.name)
    norm = taken_apart(step, vector.to(loaded.model.dtype)[None])
    return norm.gain.float() * (vector - vector.mean() if norm.centred else vector)


def neuron_numbers(loaded: LoadedModel, layers: Layers) -> int:
    """How many numbers a pass keeps of each token, if it keeps the activations of these layers."""
    wanted: Collection[int] = range(loaded.facts.layers) if layers == "all" else layers
    return sum(len(rows_of(output_matrix(loaded, layer))) for layer in wanted)
