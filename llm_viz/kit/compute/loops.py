"""Texts that end in a repetition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loop:
    """The end of a text that repeats: from token `start` (from 0), the same `period` tokens, `times` times in full."""

    start: int
    period: int
    times: int


def find_loop(ids: Sequence[int]) -> Loop | None:
    """The shortest repetition that fills the end of a text: three times in full, or twice if it is a long one."""
    for period in range(1, len(ids) // 2 + 1):
        matching = 0
        while matching < len(ids) - period and ids[-1 - matching] == ids[-1 - matching - period]:
            matching += 1
        times = (matching + period) // period
        if times >= 3 or (times == 2 and period >= 6):
            return Loop(len(ids) - matching - period, period, times)
    return None
