"""The models of this machine beside each other: how fast each writes, and how fast the memory would let it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.engine.protocol.models import Bandwidth, Inventory
from llm_viz.kit.compute.decoding_speed import Speed, predicted_speed
from llm_viz.kit.compute.notes import Note

_FEWEST_TOKENS = 3  # timed ones, below which a median says nothing


@dataclass(frozen=True, slots=True)
class ModelSpeed:
    """How fast one model writes on this machine, and could at most: both in tokens a second.

    `read_bytes`: weights read from memory for each new token; `tokens`: how many were timed.
    """

    name: str
    read_bytes: float
    ceiling: float
    measured: float
    tokens: int

    @property
    def share(self) -> float:
        """How much of the ceiling was reached."""
        return self.measured / self.ceiling


def model_speed(name: str, inventory: Inventory, bandwidth: Bandwidth, speed: Speed) -> ModelSpeed | None:
    """The measured speed beside its ceiling; None if too few tokens were timed, because the text ended at once."""
    if len(speed.seconds) < _FEWEST_TOKENS:
        return None
    read = float(inventory.read_per_token * bandwidth.bytes_per_number)
    return ModelSpeed(name, read, predicted_speed(inventory, bandwidth), speed.tokens_per_second, len(speed.seconds))


def speed_notes(speeds: Iterable[ModelSpeed]) -> tuple[Note, ...]:
    """How close to its ceiling each model came, and how much slower the larger one was."""
    by_size = sorted(speeds, key=lambda speed: speed.read_bytes)
    notes = [
        Note("note-share", {"name": speed.name, "share": as_percent(speed.share)})
        for speed in by_size
        if speed.share <= 1
    ]
    notes += [Note("note-above", {"name": speed.name}) for speed in by_size if speed.share > 1]
    if len(by_size) > 1:
        small, big = by_size[0], by_size[-1]
        slower = small.measured / big.measured
        if slower > 1:
            values = {"small": small.name, "big": big.name, "times": f"{big.read_bytes / small.read_bytes:.1f}"}
            notes.append(Note("note-slower", {**values, "slower": f"{slower:.1f}"}))
    return tuple(notes)
