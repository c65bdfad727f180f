"""What training and using language models took: energy, emissions, money, and the machines (`data/cost.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from llm_viz.facts.files import read_tree
from llm_viz.facts.source import Source

EnergyKind = Literal["measured_power", "rated_power", "derived", "average_power", "secondary"]
"""How an energy is known; only "measured_power" involves a meter (see the head of the data file)."""
QueryMethod = Literal["measured", "statement", "life_cycle", "derived", "estimate"]


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One training run; None where a value was not published.

    `watts` are those of one chip, `overhead` what the building draws for each unit that the chips draw (PUE),
    `utilisation` the share of the chips' peak that did useful work (MFU).
    """

    model: str
    chips: str
    days: float | None
    chip_hours: float | None
    watts: float | None
    overhead: float | None
    energy_mwh: float | None
    energy_includes_overhead: bool
    energy_kind: EnergyKind | None
    carbon_tonnes: float | None
    grid_kg_per_kwh: float | None
    utilisation: float | None
    cost_reported_usd: float | None
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """What a final training run may have cost, in US dollars of 2023: the hardware's share with energy, and rented."""

    model: str
    amortised_usd: float
    cloud_usd: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class Accelerator:
    """A chip: dense peaks in floating-point operations per second (`peak_flops`: at 16 bits), bandwidth in bytes per
    second, memory in bytes, power in watts; None where not published.
    """

    name: str
    year: int | None
    peak_flops: float | None
    peak_flops_32bit: float | None
    bandwidth: float | None
    memory: float | None
    watts: float | None
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Query:
    """What one answer takes. `what` is in English; pages have a message for each `key`."""

    key: str
    what: str
    method: QueryMethod
    watt_hours: float | None
    grams_co2e: float | None
    millilitres: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class Range:
    """A typical value and the range it was found in."""

    typical: float
    low: float
    high: float
    source: Source


@dataclass(frozen=True, slots=True)
class Grids:
    """Grams of CO2e for a kilowatt-hour of electricity, by place."""

    grams_per_kwh: dict[str, float]
    source: Source


@cache
def training_runs() -> tuple[TrainingRun, ...]:
    """Runs whose hours or energy were published."""
    return tuple(_training_run(entry) for entry in _entries("training"))


@cache
def cost_estimates() -> tuple[CostEstimate, ...]:
    """Epoch AI's estimates; those of models whose makers disclose nothing have low confidence."""
    table = read_tree("cost")["cost_estimates"]
    return tuple(
        CostEstimate(
            entry["model"],
            entry["amortised_usd"],
            entry.get("cloud_usd"),
            Source(table["source"], entry["confidence"]),
        )
        for entry in table["models"]
    )


@cache
def accelerators() -> tuple[Accelerator, ...]:
    """Chips, processors at the end."""
    return tuple(_accelerator(entry) for entry in _entries("accelerators"))


def accelerator(name: str) -> Accelerator:
    """The chip of that name; KeyError if there is none."""
    for one in accelerators():
        if one.name == name:
            return one
    raise KeyError(name)


def utilisation() -> Range:
    """The share of a chip's peak that training runs use (MFU)."""
    table = read_tree("cost")["utilisation"]
    return Range(table["typical"], table["low"], table["high"], _source(table))


def building_overhead() -> tuple[float, Source]:
    """What a building draws for each unit that its chips draw (PUE), where nothing else is known."""
    table = read_tree("cost")["overhead"]
    return table["typical"], _source(table)


def grids() -> Grids:
    """Emissions of electricity, keys "world", "eu", "us", "china"."""
    table = read_tree("cost")["grids"]
    return Grids(table["grams_co2e_per_kwh"], _source(table))


@cache
def queries() -> tuple[Query, ...]:
    """What single answers take."""
    return tuple(
        Query(
            entry["key"],
            entry["what"],
            entry["method"],
            entry.get("watt_hours"),
            entry.get("grams_co2e"),
            entry.get("millilitres"),
            _source(entry),
        )
        for entry in _entries("queries")
    )


def _training_run(entry: dict[str, Any]) -> TrainingRun:
    return TrainingRun(
        model=entry["model"],
        chips=entry["chips"],
        days=entry.get("days"),
        chip_hours=entry.get("chip_hours"),
        watts=entry.get("watts"),
        overhead=entry.get("overhead"),
        energy_mwh=entry.get("energy_mwh"),
        energy_includes_overhead=entry.get("energy_includes_overhead", False),
        energy_kind=entry.get("energy_kind"),
        carbon_tonnes=entry.get("carbon_tonnes"),
        grid_kg_per_kwh=entry.get("grid_kg_per_kwh"),
        utilisation=entry.get("mfu"),
        cost_reported_usd=entry.get("cost_reported_usd"),
        note=entry.get("note", ""),
        source=_source(entry),
    )


def _accelerator(entry: dict[str, Any]) -> Accelerator:
    return Accelerator(
        name=entry["name"],
        year=entry.get("year"),
        peak_flops=entry.get("peak_flops"),
        peak_flops_32bit=entry.get("peak_flops_32bit"),
        bandwidth=entry.get("bandwidth"),
        memory=entry.get("memory"),
        watts=entry.get("watts"),
        note=entry.get("note", ""),
        source=_source(entry),
    )


def _entries(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = read_tree("cost")[name]
    return entries


def _source(entry: dict[str, Any]) -> Source:
    return Source(entry["source"], entry["confidence"])
