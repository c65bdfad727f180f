"""Published scaling laws: the constants that papers report, as they report them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from llm_viz.facts.load import load, load_table, read_entry
from llm_viz.facts.source import Source

Quantity = Literal["parameters", "data", "compute"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
FitName = Literal["besiroglu", "hoffmann", "hoffmann_rounded"]
FITS: tuple[FitName, ...] = get_args(FitName)


@dataclass(frozen=True, slots=True)
class SingleLaw:
    """loss = (scale / x)^exponent in nats per token, for one quantity x when nothing else is in short supply.

    `scale` has the unit of x: parameters without embeddings, tokens, or PF-days. `fitted`: the range of x that was
    measured, None where the paper gives none. The loss is that on `test_set`, read `context` tokens at a time by a
    tokenizer with `vocabulary` tokens.
    """

    scale: float
    exponent: float
    fitted: tuple[float, float] | None
    test_set: str
    context: int
    vocabulary: int
    source: Source


@dataclass(frozen=True, slots=True)
class JointLaw:
    """Parameters N and tokens D together (Kaplan et al. 2020, arXiv:2001.08361, equation 1.5); fitted apart from the
    `SingleLaw`s.
    """

    parameter_scale: float
    parameter_exponent: float
    data_scale: float
    data_exponent: float
    source: Source


@dataclass(frozen=True, slots=True)
class Surface:
    """loss = E + A / N^alpha + B / D^beta in nats per token, for N parameters and D tokens (Hoffmann et al. 2022,
    arXiv:2203.15556).
    """

    E: float
    A: float
    B: float
    alpha: float
    beta: float


@dataclass(frozen=True, slots=True)
class PublishedFit:
    """A `Surface` that a paper reports; `errors` are its standard errors, where reported."""

    surface: Surface
    errors: Surface | None
    source: Source


@dataclass(frozen=True, slots=True)
class Allocation:
    """The best number of parameters grows as C^exponent with the budget C."""

    name: str
    exponent: float
    source: Source


@cache
def single_laws() -> dict[Quantity, SingleLaw]:
    """The laws of Kaplan et al. for one quantity at a time."""
    return {quantity: _single_law(quantity) for quantity in QUANTITIES}


@cache
def joint_law() -> JointLaw:
    """The law of Kaplan et al. for parameters and data together."""
    return load_table(JointLaw, "laws", "joint")


@cache
def published_fits() -> dict[FitName, PublishedFit]:
    """The fits of one surface to the runs of Hoffmann et al., the corrected one first."""
    return {name: load_table(PublishedFit, "laws", f"surface.{name}", errors="standard_errors") for name in FITS}


@cache
def allocations() -> tuple[Allocation, ...]:
    """What the papers say on how fast the best model grows with the budget."""
    entries = read_entry("laws", "allocation").items()
    return tuple(load(Allocation, entry | {"name": name}, f"laws.toml, allocation.{name}") for name, entry in entries)


def runs_source() -> Source:
    """Where the 245 runs were read off."""
    return load_table(Source, "laws", "runs")


def _single_law(quantity: Quantity) -> SingleLaw:
    entry = read_entry("laws", f"single.{quantity}")
    if "fitted_from" in entry:
        entry = {**entry, "fitted": (float(entry["fitted_from"]), float(entry["fitted_to"]))}
    return load(SingleLaw, entry, f"laws.toml, single.{quantity}")
