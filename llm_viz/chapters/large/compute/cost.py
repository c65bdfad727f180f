"""What a model takes beside things one knows: memory to hold it, computation and electricity to train it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from llm_viz.chapters.large.compute.models import EMBEDDED
from llm_viz.facts.cost import accelerator, building_overhead, training_footprints, utilisation
from llm_viz.facts.load import read_entry
from llm_viz.facts.memory import precisions
from llm_viz.facts.models import PublishedModel, published_model
from llm_viz.facts.source import Source

Bill = Literal["memory", "flop", "energy"]
BILLS: tuple[Bill, ...] = ("memory", "flop", "energy")
CHIP = "H100 SXM"
STANDARD = "GPT-3 175B"
"""The model that is shown at first."""
_PUBLISHED = ("Llama 3.1 8B", STANDARD, "Llama 3.1 405B")
_DAY, _YEAR = 86_400, 31_557_600  # seconds
_MANY = 1000  # chips


@dataclass(frozen=True, slots=True)
class Rates:
    """Bytes of a parameter, operations a second of a busy chip, and the watts that it costs, its building included."""

    bytes_per_parameter: float
    flops: float
    watts: float


@dataclass(frozen=True, slots=True)
class Known:
    """Something to compare with: a proper name, or else the message `cost-<key>`; in bytes, operations or kWh."""

    key: str
    amount: float
    source: Source
    name: str = ""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with what its makers published."""

    name: str
    parameters: float
    tokens: float
    source: Source


def rates() -> Rates:
    """Those of one chip of today, at the share of its peak that trainings use."""
    chip = accelerator(CHIP)
    assert chip.peak_flops is not None
    assert chip.watts is not None
    size = precisions().bytes_per_parameter["bf16"]
    return Rates(size, chip.peak_flops * utilisation().typical, chip.watts * building_overhead()[0])


def trained_models(key: str) -> tuple[Trained, ...]:
    """The visit's model (by its key) if its training is published, or else the smallest one here; then known ones."""
    own = published_model(EMBEDDED.get(key, "SmolLM2-135M"))
    return tuple(_trained(model) for model in (own, *map(published_model, _PUBLISHED)))


def known_things(bill: Bill) -> tuple[Known, ...]:
    """What to compare with, the smallest first."""
    if bill == "memory":
        card, chip = accelerator("GeForce RTX 4090"), accelerator(CHIP)
        assert card.memory is not None
        assert chip.memory is not None
        return (
            _machine("phone"),
            _machine("pc"),
            Known("card", card.memory, card.source),
            Known("chip", chip.memory, chip.source),
        )
    chip = accelerator(CHIP)
    if bill == "flop":
        return (
            Known("day", rates().flops * _DAY, chip.source),
            Known("year", rates().flops * _YEAR, chip.source),
            Known("months", rates().flops * _YEAR / 12 * _MANY, chip.source),
        )
    runs = {run.model: run for run in training_footprints()}
    published = (runs[name] for name in ("BLOOM-176B", STANDARD))
    measured = [Known(run.model, 1000 * (run.energy_mwh or 0), run.source, run.model) for run in published]
    return Known("chip-year", rates().watts / 1000 * _YEAR / 3600, chip.source), *measured


def cost_sources(key: str) -> tuple[Source, ...]:
    """Where everything in the picture is from."""
    things = (known.source for bill in BILLS for known in known_things(bill))
    return (
        *(model.source for model in trained_models(key)),
        *things,
        precisions().source,
        utilisation().source,
        building_overhead()[1],
    )


def _trained(model: PublishedModel) -> Trained:
    assert model.parameters is not None
    assert model.training_tokens is not None
    return Trained(model.name, model.parameters, model.training_tokens, model.source)


def _machine(name: str) -> Known:
    table = read_entry("machines", name)
    return Known(name, table["memory"], Source(table["source"], table["confidence"]))
