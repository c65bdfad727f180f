"""What training and using language models took: energy, emissions, money, and the machines (`data/cost.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from llm_viz.facts.load import load, load_table, load_tables, read_entry
from llm_viz.facts.source import Source

EnergyKind = Literal["measured_power", "rated_power", "derived", "average_power", "secondary"]
"""How an energy is known; only "measured_power" involves a meter (see the head of the data file)."""
UtilisationKind = Literal["published", "derived"]
"""How a share of the peak is known; a "derived" one follows from the hours, and so can't confirm them."""
QueryMethod = Literal["measured", "statement", "life_cycle", "derived", "estimate"]


@dataclass(frozen=True, slots=True)
class TrainingFootprint:
    """What one training run took; None where a value was not published.

    `watts` are those of one chip, `overhead` what the building draws for each unit that the chips draw (PUE),
    `utilisation` the share of the peak of `chip` (an `Accelerator`) that did useful work (MFU, 0 – 1).
    `hours_from_mfu`: the hours follow from that share. `energy_includes_overhead` tells whether `energy_mwh` is that of
    the building.
    """

    model: str
    chips: str
    days: float | None
    chip_hours: float | None
    watts: float | None
    overhead: float | None
    energy_mwh: float | None
    energy_kind: EnergyKind | None
    carbon_tonnes: float | None
    grid_kg_per_kwh: float | None
    utilisation: float | None
    mfu_kind: UtilisationKind | None
    chip: str | None
    cost_reported_usd: float | None
    source: Source
    energy_includes_overhead: bool = False
    hours_from_mfu: bool = False
    note: str = ""


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
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What one answer takes: watt-hours, grams of CO2e, millilitres of water. `what` is in English; pages have a
    message for each `key`.
    """

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
class ClusterPower:
    """What the cluster of one training run drew for each of its chips, servers and cooling included, in kilowatts."""

    model: str
    chip: str
    kw_per_accelerator: float
    source: Source


@dataclass(frozen=True, slots=True)
class Grids:
    """Grams of CO2e for a kilowatt-hour of electricity, by place."""

    grams_per_kwh: dict[str, float]
    source: Source


@cache
def training_footprints() -> tuple[TrainingFootprint, ...]:
    """Training runs whose hours or energy were published."""
    return load_tables(TrainingFootprint, "cost", "training", utilisation="mfu")


@cache
def cost_estimates() -> tuple[CostEstimate, ...]:
    """Epoch AI's estimates; those of models whose makers disclose nothing have low confidence."""
    table = read_entry("cost", "cost_estimates")
    return tuple(
        load(CostEstimate, entry | {"source": table["source"]}, f"cost.toml, cost_estimates.models[{index}]")
        for index, entry in enumerate(table["models"], start=1)
    )


@cache
def accelerators() -> tuple[Accelerator, ...]:
    """Chips, processors at the end."""
    return load_tables(Accelerator, "cost", "accelerators")


def accelerator(name: str) -> Accelerator:
    """The chip of that name; KeyError if there is none."""
    for chip in accelerators():
        if chip.name == name:
            return chip
    raise KeyError(name)


def utilisation() -> Range:
    """The share of a chip's peak that training runs use (MFU), 0 – 1."""
    return load_table(Range, "cost", "utilisation")


def building_overhead() -> tuple[float, Source]:
    """What a building draws for each unit that its chips draw (PUE), where nothing else is known."""
    table = read_entry("cost", "overhead")
    return table["typical"], load(Source, table, "cost.toml, overhead")


def cluster_power() -> ClusterPower:
    """The one cluster whose whole power is known."""
    return load_table(ClusterPower, "cost", "whole_cluster")


def grids() -> Grids:
    """Emissions of electricity, keys "world", "eu", "us", "china"."""
    return load_table(Grids, "cost", "grids", grams_per_kwh="grams_co2e_per_kwh")


@cache
def queries() -> tuple[Query, ...]:
    """What single answers take."""
    return load_tables(Query, "cost", "queries")
