"""What a recorded pass reads, at addresses that stay, and the way there from the host."""

from __future__ import annotations

import torch


class Staged:
    """`size` numbers on a device, of the type of `initially`, which they all are at first.

    They come from memory that the GPU reads by itself (pinned), so that the host goes on: it may not write anew before
    the device has read what was written before.
    """

    def __init__(self, size: int, device: torch.device, initially: float) -> None:
        self._host = torch.full((size,), initially, pin_memory=device.type == "cuda")
        self._device = self._host.to(device, copy=True)

    def of_shape(self, *shape: int) -> torch.Tensor:
        """The first numbers, as a pass reads them in any shape (…)."""
        return self._device[: torch.Size(shape).numel()].view(shape)

    def write(self, numbers: torch.Tensor) -> None:
        """Make these numbers of the host the first ones, whatever their shape (…)."""
        count = numbers.numel()
        self._host[:count] = numbers.flatten()
        self._device[:count].copy_(self._host[:count], non_blocking=True)
