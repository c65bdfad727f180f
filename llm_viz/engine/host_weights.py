"""Models larger than the GPU: the weights of some blocks stay in the computer's memory.

They are brought to the GPU for each pass and left behind after it, as transformers' `device_map` does with what it
offloads; but every block stays a plain module, whose weights are there whenever it is not running, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

import torch
from torch import nn

from llm_viz.base.errors import OutOfMemory


def bring_to(model: nn.Module, blocks: Sequence[nn.Module], device: torch.device, room: int | None) -> int:
    """Move the model to the device, but for the last blocks where its weights would take more than `room` bytes (None:
    there is room for all). How many blocks stay in the computer's memory.

    Raises `OutOfMemory`, before anything is moved, if there is no room for what has to be there in a pass.
    """
    staying = 0 if room is None else blocks_beyond(bytes_of(model), [bytes_of(block) for block in blocks], room)
    left_behind = blocks[len(blocks) - staying :]
    kept = [weight for block in left_behind for weight in _weights(block)]
    for module, name, _ in kept:
        module._parameters[name] = None
    nn.Module.to(model, device)  # a model's own `to` is typed for another purpose
    for module, name, weight in kept:
        module._parameters[name] = weight
    for block in left_behind:
        weights = list(_weights(block))
        block.register_forward_pre_hook(partial(_bring, weights, device))
        block.register_forward_hook(partial(_leave, weights), always_call=True)
    return staying


def blocks_beyond(whole: int, blocks: Sequence[int], room: int) -> int:
    """How many of the last blocks must stay outside for a model of `whole` bytes, with blocks of so many bytes, to
    leave within `room` the one that is running. Raises `OutOfMemory`.
    """
    if whole <= room:
        return 0
    largest = max(blocks, default=0)
    for staying, saved in enumerate(accumulate(reversed(blocks)), start=1):
        if whole - saved + largest <= room:
            return staying
    raise OutOfMemory


def bytes_of(module: nn.Module) -> int:
    """What its weights take, each counted once."""
    return sum(weight.nbytes for weight in module.parameters())


_Weight = tuple[nn.Module, str, nn.Parameter]
"""A weight, and where it belongs."""


def _weights(block: nn.Module) -> Iterator[_Weight]:
    for module in block.modules():
        for name, weight in module._parameters.items():
            if weight is not None:
                yield module, name, weight


def _bring(weights: Sequence[_Weight], device: torch.device, _block: nn.Module, _inputs: object) -> None:
    for module, name, weight in weights:
        module._parameters[name] = nn.Parameter(weight.to(device), requires_grad=False)


def _leave(weights: Sequence[_Weight], _block: nn.Module, _inputs: object, _output: object) -> None:
    for module, name, weight in weights:
        module._parameters[name] = weight
