"""Where the exactness tests of the engine compute: on the machine's GPU if it has one, else on its CPU.

What is compared with is always plain transformers on the CPU in float32, so that the same tests prove either path.
`LLM_VIZ_DEVICE=cpu` keeps them on the CPU.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch

from llm_viz.engine.device import choose_device

DEVICE = choose_device()
"""Of a tiny model: float32 everywhere."""
TOLERANCE: Mapping[torch.dtype, float] = {torch.float32: 1e-5, torch.bfloat16: 0.06}
"""How far a number may be off, as a share of the largest of its array (of 1 if all are smaller). One rounding costs up
to 2⁻²⁴ = 6e-8 of a number in float32 and 2⁻⁸ = 0.004 in bfloat16; a pass through three layers adds up dozens of them.
"""
