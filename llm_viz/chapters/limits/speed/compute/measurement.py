"""Models measured one after the other, and what their size has to do with their speed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.engine.model import Model
from llm_viz.kit.compute.decoding_speed import Speed, measure_speed, predicted_speed
from llm_viz.kit.compute.notes import Note

ROUNDS, TOKENS = 4, 12
"""How often the models take turns, and how many tokens each writes in a turn."""
PATIENCE = 15.0
"""Seconds after which no further turn begins."""
_CLEARLY = 1.5  # times what two runs of the same model differ by


@dataclass(frozen=True, slots=True)
class SpeedRun:
    """One measurement: the model's name and parameters, its speed, and the tokens per second that bandwidth allows.

    `again`: the second run of a model that was measured before, as a control.
    """

    name: str
    parameters: int
    speed: Speed
    predicted: float
    again: bool


def measure_all(lm: Model, clock: Callable[[], float] = time.monotonic) -> tuple[SpeedRun, ...]:
    """All models that can be asked beside `lm`, the smallest first, and that one a second time at the end.

    The second run of the same model is the control: what it differs by is not due to size. They take turns for a few
    tokens each, so that whatever else the machine is doing slows all of them alike; the bandwidth is the best of those
    measured before and after.
    """
    usable = lm.usable(causal=True)
    inventories = {status.key: lm.other(status.key).inventory for status in usable}
    ordered = sorted(usable, key=lambda status: inventories[status.key].parameters)
    turns = [*ordered, *ordered[:1]]
    before = lm.bandwidth
    rounds: list[list[Speed]] = []
    began = clock()
    while not rounds or (len(rounds) < ROUNDS and clock() - began < PATIENCE):
        rounds.append([measure_speed(lm.other(status.key), TOKENS) for status in turns])
    bandwidth = max(before, lm.bandwidth, key=lambda measured: measured.bytes_per_second)
    runs = []
    for turn, status in enumerate(turns):
        inventory = inventories[status.key]
        seconds = tuple(second for speeds in rounds for second in speeds[turn].seconds)
        speed, predicted = Speed(status.key, seconds), predicted_speed(inventory, bandwidth)
        runs.append(SpeedRun(status.name, inventory.parameters, speed, predicted, again=turn == len(ordered)))
    return tuple(runs)


def run_notes(runs: Sequence[SpeedRun]) -> tuple[Note, ...]:
    """What the measurements show; of size only if that is clearly more than what two runs of one model differ by."""
    first, *others, control = runs
    noise = _ratio(first, control)
    notes = [Note("note-noise", {"model": first.name, "times": f"{noise:.2f}"})]
    for other in others:
        times = first.speed.tokens_per_second / other.speed.tokens_per_second
        values = {
            "small": first.name,
            "large": other.name,
            "times": f"{times:.1f}",
            "size": f"{other.parameters / first.parameters:.1f}",
        }
        clear = times - 1 > _CLEARLY * (noise - 1)
        notes.append(Note("note-slower" if clear else "note-not-slower", dict(values)))
    shares = [run.speed.tokens_per_second / run.predicted for run in runs]
    if max(shares) < 1:
        notes.append(Note("note-gap", {"low": as_percent(min(shares)), "high": as_percent(max(shares))}))
    else:
        notes.append(Note("note-over"))
    return tuple(notes)


def _ratio(first: SpeedRun, second: SpeedRun) -> float:
    """How many times faster the faster of two runs was."""
    slow, fast = sorted((first.speed.tokens_per_second, second.speed.tokens_per_second))
    return fast / slow
