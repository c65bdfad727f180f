"""Where the numbers are computed, and how precisely."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass

import torch

from llm_viz.base.errors import BadRequest

_PRECISION_NAMES = {torch.float32: "float32", torch.bfloat16: "bfloat16", torch.float16: "float16"}


@dataclass(frozen=True, slots=True)
class Device:
    """`name` is for display, such as the GPU's product name; `dtype` that of weights and activations."""

    torch_device: torch.device
    dtype: torch.dtype
    name: str

    @property
    def precision(self) -> str:
        return _PRECISION_NAMES[self.dtype]


def choose_device(parameters: int = 0) -> Device:
    """CUDA, then MPS, then CPU, for a model of so many parameters; `LLM_VIZ_DEVICE` (cuda, mps, cpu) overrides.
    `BadRequest` if it names one that is not there.

    float32, in which traces are exact to 1e-5 and the same link shows the same numbers on every machine. bfloat16 only
    on a GPU of whose memory the float32 weights would take more than a quarter, and on a computer that has no room for
    them.
    """
    wanted = os.environ.get("LLM_VIZ_DEVICE", "")
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted and not available.get(wanted, False):
        usable = ", ".join(kind for kind, present in available.items() if present)
        raise BadRequest(name="LLM_VIZ_DEVICE", value=wanted, allowed=usable)
    kind = wanted or next(kind for kind, present in available.items() if present)
    device = torch.device(kind)
    if kind != "cuda":
        return Device(device, computer_precision(parameters), kind.upper())
    memory = torch.cuda.get_device_properties(device).total_memory
    return Device(device, gpu_precision(parameters, memory), torch.cuda.get_device_name())


def gpu_precision(parameters: int, memory: int) -> torch.dtype:
    """float32 where it takes at most a quarter of `memory` bytes, else bfloat16 if the GPU computes in it."""
    if parameters * 4 <= memory // 4 or not torch.cuda.is_bf16_supported(including_emulation=False):
        return torch.float32
    return torch.bfloat16


def computer_precision(parameters: int) -> torch.dtype:
    """float32 where its weights take at most half of the computer's memory, else bfloat16."""
    memory = computer_memory()
    return torch.float32 if memory is None or parameters * 4 <= memory // 2 else torch.bfloat16


def memory_for_models() -> int | None:
    """Bytes that models may take together: most of a GPU, half of what a computer has; None if that is not known."""
    if choose_device().torch_device.type == "cuda":
        return int(0.7 * torch.cuda.get_device_properties(0).total_memory)
    memory = computer_memory()
    return None if memory is None else memory // 2


def replays_steps(device: Device) -> bool:
    """Whether steps are recorded and replayed as graphs (`replay`); `LLM_VIZ_GRAPHS=0` turns it off."""
    return device.torch_device.type == "cuda" and os.environ.get("LLM_VIZ_GRAPHS") != "0"


def room_for_weights(device: Device) -> int | None:
    """Bytes that are free for weights on a GPU, with a tenth of it left for passes; None for other devices."""
    if device.torch_device.type != "cuda":
        return None
    free, total = torch.cuda.mem_get_info()
    free += torch.cuda.memory_reserved() - torch.cuda.memory_allocated()  # PyTorch's own store
    return max(0, free - total // 10)


def memory_for_texts() -> int:
    """Bytes of a GPU that one model may use to remember texts at fixed addresses: a tenth, and a quarter of what is
    free.
    """
    free, total = torch.cuda.mem_get_info()
    return min(total // 10, free // 4)


def computer_memory() -> int | None:
    """Bytes that the computer has; None if that is not known."""
    names = ("SC_PHYS_PAGES", "SC_PAGE_SIZE")
    if not hasattr(os, "sysconf") or not set(names) <= set(os.sysconf_names):
        return None
    return math.prod(os.sysconf(name) for name in names)
