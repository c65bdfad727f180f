"""What the size of a model allows on machines that people have: whether it fits, and how fast it can write at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from llm_viz.facts.cost import accelerator
from llm_viz.facts.load import read_entry
from llm_viz.facts.memory import precisions
from llm_viz.facts.models import published_model
from llm_viz.facts.source import Source
from llm_viz.kit.compute.decoding_speed import ceiling
from llm_viz.kit.compute.notes import Note

WeightFormat = Literal["bf16", "fp8", "int4"]
FORMATS: tuple[WeightFormat, ...] = get_args(WeightFormat)
"""16, 8 and 4 bits a parameter."""
SIZES = ("SmolLM2-135M", "Llama 3.1 8B", "Llama 2 70B", "Llama 3.1 405B")
LIMITING_FACTORS = ("memory", "arithmetic", "network")
"""What may hold writing back, to choose from."""
_CHIPS = {"rtx4090": "GeForce RTX 4090", "h100": "H100 SXM"}
_OPERATIONS = 2  # a multiplication and an addition for each parameter and token


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
class ModelOnMachine:
    """A model on a machine: bytes of its weights, whether they fit, and tokens per second at most."""

    size: float
    fits: bool
    tokens_per_second: float


def machines() -> tuple[Machine, ...]:
    """Phone, PC, and two graphics cards."""
    phone, pc = (read_entry("machines", key) for key in ("phone", "pc"))
    desktop = accelerator(pc["accelerator"])
    pc_source = Source(f"{desktop.source.citation}; {pc['source']}", pc["confidence"])
    chips = {key: accelerator(name) for key, name in _CHIPS.items()}
    return (
        Machine("phone", phone["bandwidth"], phone["memory"], Source(phone["source"], phone["confidence"])),
        Machine("pc", desktop.bandwidth or 0, pc["memory"], pc_source),
        *(Machine(key, chip.bandwidth or 0, chip.memory or 0, chip.source) for key, chip in chips.items()),
    )


def models_on_machines(weights: WeightFormat) -> dict[str, tuple[ModelOnMachine, ...]]:
    """Each of `SIZES` on each of the `machines`, its weights in this format."""
    each = precisions().bytes_per_parameter[weights]
    by_model = {}
    for name in SIZES:
        parameters = published_model(name).parameters or 0
        size = parameters * each
        by_model[name] = tuple(
            ModelOnMachine(size, size <= machine.memory, ceiling(machine.bandwidth, parameters, each))
            for machine in machines()
        )
    return by_model


def ceilings() -> dict[str, float]:
    """Tokens per second at most of a small and a large model, on the fastest of the machines."""
    place = max(range(len(machines())), key=lambda place: machines()[place].bandwidth)
    by_model = models_on_machines("bf16")
    return {SIZES[number]: by_model[SIZES[number]][place].tokens_per_second for number in (1, -1)}


def limiting_factor() -> tuple[str, float, float]:
    """What holds back an 8B model on an H100 that writes one text: one of `LIMITING_FACTORS`; tokens per second that
    the memory and that the arithmetic would allow.
    """
    chip = accelerator(_CHIPS["h100"])
    parameters = published_model(SIZES[1]).parameters or 0
    by_memory = ceiling(chip.bandwidth or 0, parameters, precisions().bytes_per_parameter["bf16"])
    by_arithmetic = (chip.peak_flops or 0) / (_OPERATIONS * parameters)
    return ("memory" if by_memory < by_arithmetic else "arithmetic"), by_memory, by_arithmetic


def fit_notes(weights: WeightFormat) -> tuple[Note, ...]:
    """What fits where in this format."""
    by_model = models_on_machines(weights)
    notes = []
    for place, machine in enumerate(machines()):
        fitting = [name for name in SIZES if by_model[name][place].fits]
        if not machine.assumed or not fitting:
            continue
        largest = fitting[-1]
        speed = f"{by_model[largest][place].tokens_per_second:,.0f}"
        notes.append(Note("note-fits", {"machine": machine.key, "model": largest, "speed": speed}))
    nowhere = [name for name in SIZES if not any(model.fits for model in by_model[name])]
    if nowhere:
        notes.append(Note("note-nowhere", {"models": ", ".join(nowhere)}))
    return tuple(notes)
