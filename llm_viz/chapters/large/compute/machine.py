"""The models of this machine beside each other: how fast each writes, and how fast the memory would let it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from llm_viz.base.numbers import percent
from llm_viz.engine.protocol.models import Bandwidth, Inventory
from llm_viz.kit.compute.decoding_speed import Speed, predicted_speed
from llm_viz.kit.compute.notes import Note

_FEWEST_TOKENS = 3  # timed ones, below which a median says nothing


@dataclass(frozen=True, slots=True)
class Writer:
    """One model on this machine. `read_bytes`: weights read for each new token; both speeds in tokens a second."""

    name: str
    read_bytes: float
    ceiling: float
    measured: float
    tokens: int

    @property
    def share(self) -> float:
        """How much of the ceiling was reached."""
        return self.measured / self.ceiling


def writer(name: str, inventory: Inventory, bandwidth: Bandwidth, speed: Speed) -> Writer | None:
    """What was measured beside what was predicted; None if the model's text ended at once."""
    if len(speed.seconds) < _FEWEST_TOKENS:
        return None
    read = float(inventory.read_per_token * bandwidth.bytes_per_number)
    return Writer(name, read, predicted_speed(inventory, bandwidth), speed.tokens_per_second, len(speed.seconds))


def writer_notes(writers: Iterable[Writer]) -> tuple[Note, ...]:
    """How close to its ceiling each model came, and what the larger one's size costs."""
    by_size = sorted(writers, key=lambda one: one.read_bytes)
    notes = [Note("note-share", {"name": one.name, "share": percent(one.share)}) for one in by_size if one.share <= 1]
    notes += [Note("note-above", {"name": one.name}) for one in by_size if one.share > 1]
    if len(by_size) > 1:
        small, big = by_size[0], by_size[-1]
        slower = small.measured / big.measured
        if slower > 1:
            values = {"small": small.name, "big": big.name, "times": f"{big.read_bytes / small.read_bytes:.1f}"}
            notes.append(Note("note-slower", {**values, "slower": f"{slower:.1f}"}))
    return tuple(notes)
