"""Where the numbers are computed, and how precisely."""

from __future__ import annotations

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


def choose_device() -> Device:
    """CUDA, then MPS, then CPU; `LLM_VIZ_DEVICE` (cuda, mps, cpu) overrides. `BadRequest` if it names one that is not
    there.

    bfloat16 where a GPU computes in it; everywhere else float32, in which traces are exact to 1e-5 and the same link
    shows the same numbers on every machine.
    """
    wanted = os.environ.get("LLM_VIZ_DEVICE", "")
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted and not available.get(wanted, False):
        usable = ", ".join(kind for kind, present in available.items() if present)
        raise BadRequest(name="LLM_VIZ_DEVICE", value=wanted, allowed=usable)
    kind = wanted or next(kind for kind, present in available.items() if present)
    if kind == "cuda":
        dtype = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
        return Device(torch.device("cuda"), dtype, torch.cuda.get_device_name())
    return Device(torch.device(kind), torch.float32, kind.upper())
