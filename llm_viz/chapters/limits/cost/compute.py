"""What training and using models takes: energy, emissions, and how far they depend on the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.facts.cost import (
    CostEstimate,
    Query,
    TrainingFootprint,
    accelerator,
    cluster_power,
    cost_estimates,
    grids,
    queries,
    training_footprints,
)
from llm_viz.facts.findings import Finding, findings
from llm_viz.kit.compute.calculator import Calculator, Knob, Result, Step, product
from llm_viz.kit.compute.notes import Note

BOILING_A_LITRE = 4.186 * 80 / 3600
"""Kilowatt-hours that heat a litre of water from 20 °C to 100 °C: 4.186 kJ for each kilogram and degree."""
CLASS = "class"
"""Name of the calculator, in messages and in the address."""
_COMPARED = ("BLOOM-176B", "OPT-175B")
"""Trainings beside which the two runs of the same model are seen."""


@dataclass(frozen=True, slots=True)
class CarbonIntensity:
    """What the electricity of one training run emitted, in grams of CO2e for each kilowatt-hour.

    `twin`: one of the two runs of the same model.
    """

    name: str
    grams_per_kwh: float
    twin: bool


def energy_runs() -> tuple[TrainingFootprint, ...]:
    """The runs whose energy is known, the largest first."""
    return tuple(
        sorted((run for run in training_footprints() if run.energy_mwh), key=lambda run: -(run.energy_mwh or 0))
    )


def metered(run: TrainingFootprint) -> bool:
    """Whether somebody measured power for this energy; otherwise it is hours times a power from a data sheet."""
    return run.energy_kind == "measured_power"


def twins() -> dict[str, float]:
    """The two runs of OLMo-7B: `hydro_mwh`, `hydro_tonnes`, `grid_mwh`, `grid_tonnes`."""
    location: Finding = next(finding for finding in findings("limits.cost") if finding.key == "location")
    return {name: float(value) for name, value in location.values.items()}


def compared_runs() -> tuple[TrainingFootprint, ...]:
    """Trainings of larger models, with the tonnes that were published, the fewest first."""
    compared = (run for run in energy_runs() if run.model in _COMPARED)
    return tuple(sorted(compared, key=lambda run: run.carbon_tonnes or 0))


def carbon_intensities(hydro: str, grid: str) -> tuple[CarbonIntensity, ...]:
    """The carbon intensity of each training run, the largest first.

    OLMo-7B has its two runs, named `hydro` and `grid`, instead of their sum.
    """
    pair = twins()
    intensities = [
        CarbonIntensity(run.model, 1000 * run.carbon_tonnes / run.energy_mwh, twin=False)
        for run in energy_runs()
        if run.carbon_tonnes and run.energy_mwh and run.model != "OLMo-7B"
    ]
    intensities += [
        CarbonIntensity(hydro, 1000 * pair["hydro_tonnes"] / pair["hydro_mwh"], twin=True),
        CarbonIntensity(grid, 1000 * pair["grid_tonnes"] / pair["grid_mwh"], twin=True),
    ]
    return tuple(sorted(intensities, key=lambda intensity: -intensity.grams_per_kwh))


def run_notes(runs: Sequence[TrainingFootprint]) -> tuple[Note, ...]:
    """What the energies of these runs, the largest first, show."""
    most, least = runs[0], runs[-1]
    ratio = (most.energy_mwh or 0) / (least.energy_mwh or 1)
    notes = [Note("note-range", {"most": most.model, "least": least.model, "times": round(ratio, -2)})]
    measured = sum(map(metered, runs))
    if measured < len(runs) / 2:
        notes.append(Note("note-metered", {"measured": measured, "count": len(runs)}))
    cluster = cluster_power()
    rated = (accelerator(cluster.chip).watts or 0) / 1000
    if cluster.kw_per_accelerator > rated:
        power = {"cluster": cluster.kw_per_accelerator, "rated": rated}
        notes.append(Note("note-cluster", {"model": cluster.model, **power}))
    return tuple(notes)


def money_estimates() -> tuple[CostEstimate, ...]:
    """What training runs may have cost, the most expensive first."""
    return tuple(sorted(cost_estimates(), key=lambda estimate: -estimate.amortised_usd))


def guessed(estimate: CostEstimate) -> bool:
    """Whether the makers disclose so little that the estimate rests on guesses."""
    return estimate.source.confidence == "low"


def money_notes(estimates: Sequence[CostEstimate]) -> tuple[Note, ...]:
    """How far these estimates, the most expensive first, lie apart, and what they rest on."""
    most, least = estimates[0], estimates[-1]
    times = round(most.amortised_usd / least.amortised_usd, -1)
    notes = [Note("note-money-range", {"most": most.model, "least": least.model, "times": times})]
    rented = [estimate.cloud_usd / estimate.amortised_usd for estimate in estimates if estimate.cloud_usd]
    if rented and min(rented) > 1:
        ends = {"low": f"{min(rented):.0f}", "high": f"{max(rented):.0f}"}
        notes.append(Note("note-rented", {**ends, "count": len(rented)}))
    rings = sum(map(guessed, estimates))
    if rings:
        notes.append(Note("note-undisclosed", {"rings": rings, "count": len(estimates)}))
    return tuple(notes)


def intensity_notes(intensities: Sequence[CarbonIntensity]) -> tuple[Note, ...]:
    """What the place of a training changes, by the two runs of the same model and by all others."""
    pair = twins()
    notes = []
    if pair["hydro_tonnes"] < pair["grid_tonnes"] and pair["hydro_mwh"] >= pair["grid_mwh"]:
        values = {name: f"{value:,.0f}" for name, value in pair.items()}
        notes.append(Note("note-twins", dict(values)))
    others = [intensity.grams_per_kwh for intensity in intensities if not intensity.twin]
    notes.append(Note("note-spread", {"low": round(min(others)), "high": round(max(others))}))
    return tuple(notes)


def watt_hours() -> tuple[Query, ...]:
    """The published figures of what an answer takes, the smallest first."""
    known = (query for query in queries() if query.watt_hours)
    return tuple(sorted(known, key=lambda query: query.watt_hours or 0))


def class_calculator() -> Calculator:
    """A class and its use of a model: kilowatt-hours and kilograms of CO2e.

    The energy of a prompt begins at the smallest published figure; `most` is the same use at the largest.
    """
    published = [query.watt_hours or 0 for query in watt_hours()]
    use = {"people": 1, "prompts": 1, "days": 1}
    return Calculator(
        CLASS,
        knobs=(
            Knob("people", 1, 2000, 40, "count", digits=2),
            Knob("prompts", 1, 300, 20, "count", digits=2),
            Knob("wh", 0.05, 20, published[0], "count", digits=2),
            Knob("days", 1, 365, 200, "count", logarithmic=False, step=1),
            Knob("grid", 1, 1000, grids().grams_per_kwh["world"], "count", logarithmic=False, step=1),
        ),
        steps=(
            Step("energy", (product(1e-3, **use, wh=1),)),
            Step("most", (product(published[-1] * 1e-3, **use),)),
            Step("carbon", (product(1e-6, **use, wh=1, grid=1),)),
        ),
        results=(Result("energy", "count"), Result("most", "count"), Result("carbon", "count")),
    )
