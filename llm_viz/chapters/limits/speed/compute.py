"""Slowness: models measured one after the other, and what their size allows on machines that people have."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from llm_viz.base.numbers import percent
from llm_viz.engine.model import Model
from llm_viz.facts.cost import accelerator
from llm_viz.facts.files import read_tree
from llm_viz.facts.memory import precisions
from llm_viz.facts.models import published_model
from llm_viz.facts.source import Source
from llm_viz.kit.compute.decoding_speed import Speed, ceiling, measure_speed, predicted_speed
from llm_viz.kit.compute.notes import Note

Format = Literal["bf16", "fp8", "int4"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""16, 8 and 4 bits a parameter."""
SIZES = ("SmolLM2-135M", "Llama 3.1 8B", "Llama 2 70B", "Llama 3.1 405B")
LIMITS = ("memory", "arithmetic", "network")
"""What may hold writing back, to choose from."""
ROUNDS, TOKENS = 4, 12
"""How often the models take turns, and how many tokens each writes in a turn."""
PATIENCE = 15.0
"""Seconds after which no further turn begins."""
_CHIPS = {"rtx4090": "GeForce RTX 4090", "h100": "H100 SXM"}
_OPERATIONS = 2  # a multiplication and an addition for each parameter and token
_CLEARLY = 1.5  # times what two runs of the same model differ by


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with `bandwidth` bytes a second and `memory` bytes; `assumed`: no published figure stands behind it."""

    key: str
    bandwidth: float
    memory: float
    source: Source

    @property
    def assumed(self) -> bool:
        return self.source.confidence == "low"


@dataclass(frozen=True, slots=True)
class Cell:
    """A model on a machine: bytes of its weights, whether they fit, and tokens per second at most."""

    size: float
    fits: bool
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement: the model's name and parameters, its speed, and the speed that bandwidth alone allows."""

    name: str
    parameters: int
    speed: Speed
    predicted: float
    again: bool


def machines() -> tuple[Machine, ...]:
    """Phone, PC, and two graphics cards."""
    tree = read_tree("machines")
    phone, pc = tree["phone"], tree["pc"]
    desktop = accelerator(pc["accelerator"])
    found = [
        Machine("phone", phone["bandwidth"], phone["memory"], Source(phone["source"], phone["confidence"])),
        Machine(
            "pc",
            desktop.bandwidth or 0,
            pc["memory"],
            Source(f"{desktop.source.citation}; {pc['source']}", pc["confidence"]),
        ),
    ]
    for key, name in _CHIPS.items():
        chip = accelerator(name)
        found.append(Machine(key, chip.bandwidth or 0, chip.memory or 0, chip.source))
    return tuple(found)


def cells(form: Format) -> dict[str, tuple[Cell, ...]]:
    """Each of `SIZES` on each of the `machines`, its weights in this format."""
    each = precisions().bytes_per_parameter[form]
    table = {}
    for name in SIZES:
        parameters = published_model(name).parameters or 0
        table[name] = tuple(
            Cell(parameters * each, parameters * each <= one.memory, ceiling(one.bandwidth, parameters, each))
            for one in machines()
        )
    return table


def bound() -> tuple[str, float, float]:
    """What holds back an 8B model on an H100 that writes one text: one of `LIMITS`; tokens per second that the memory
    and that the arithmetic would allow.
    """
    chip = accelerator(_CHIPS["h100"])
    parameters = published_model(SIZES[1]).parameters or 0
    by_memory = ceiling(chip.bandwidth or 0, parameters, precisions().bytes_per_parameter["bf16"])
    by_arithmetic = (chip.peak_flops or 0) / (_OPERATIONS * parameters)
    return ("memory" if by_memory < by_arithmetic else "arithmetic"), by_memory, by_arithmetic


def measure_all(lm: Model, clock: Callable[[], float] = time.monotonic) -> tuple[Run, ...]:
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
        rounds.append([measure_speed(lm.other(one.key), TOKENS) for one in turns])
    bandwidth = max(before, lm.bandwidth, key=lambda one: one.bytes_per_second)
    runs = []
    for place, status in enumerate(turns):
        inventory = inventories[status.key]
        seconds = tuple(second for speeds in rounds for second in speeds[place].seconds)
        predicted = predicted_speed(inventory, bandwidth)
        runs.append(
            Run(status.name, inventory.parameters, Speed(status.key, seconds), predicted, again=place == len(ordered))
        )
    return tuple(runs)


def run_notes(runs: Sequence[Run]) -> tuple[Note, ...]:
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
        notes.append(Note("note-gap", {"low": percent(min(shares)), "high": percent(max(shares))}))
    else:
        notes.append(Note("note-over"))
    return tuple(notes)


def _ratio(one: Run, other: Run) -> float:
    """How many times faster the faster of two runs was."""
    speeds = sorted((one.speed.tokens_per_second, other.speed.tokens_per_second))
    return speeds[1] / speeds[0]


def table_notes(form: Format) -> tuple[Note, ...]:
    """What fits where in this format."""
    table = cells(form)
    notes = []
    for place, machine in enumerate(machines()):
        fitting = [name for name in SIZES if table[name][place].fits]
        if not machine.assumed or not fitting:
            continue
        largest = fitting[-1]
        speed = f"{table[largest][place].tokens_per_second:,.0f}"
        notes.append(Note("note-fits", {"machine": machine.key, "model": largest, "speed": speed}))
    nowhere = [name for name in SIZES if not any(cell.fits for cell in table[name])]
    if nowhere:
        notes.append(Note("note-nowhere", {"models": ", ".join(nowhere)}))
    return tuple(notes)
