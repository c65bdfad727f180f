"""Chapter 8: the published laws, the runs behind them, and what may be said of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from llm_viz.base.numbers import large, percent, scientific, with_power_of_ten
from llm_viz.chapters.scaling.compute.refit import OUTLIERS, own_refit, without_outliers
from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import FITS, QUANTITIES, FitName, Quantity, Surface, allocations, published_fits, single_laws
from llm_viz.facts.models import PublishedModel, published_model, published_models
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.scaling_laws import Numbers, compute_optimal, loss_factor

TIMES = np.logspace(0, 6, 121)
"""How many times as much: 1 to a million."""
TENFOLD = 20
"""The place of 10 in `TIMES`."""

CHINCHILLA = "Chinchilla 70B"
NAMED = (
    "GPT-3 175B",
    CHINCHILLA,
    "Llama 3.1 405B",
    "SmolLM2-135M",
    "Llama 3.1 8B",
    "PaLM 540B",
    "Pythia-70M",
)
"""Models whose names stand in the picture, those first that are worth most room."""
ADVICE = ("kaplan", "besiroglu")
"""Whose exponents of the best size are compared: the first advice, and the corrected one."""
_OTHER_TRAINING = ("T5-11B (encoder-decoder)", "Swallow 70B (continued from Llama 2)")
_ON_THE_LINE = math.log(1.25)  # from the best ratio
_GROUP_EDGES = (0.0, 2.5e8, 8e8, 2.5e9, math.inf)  # parameters


def rounded(number: float) -> str:
    """A number for reading, with two digits if it is large: 768, 140 M, 1.4 B."""
    return f"{number:.0f}" if number < 1000 else large(round(float(f"{number:.1e}")), trim=True)


def latex_number(number: float) -> str:
    """Three digits and a power of ten, as LaTeX."""
    return with_power_of_ten(*scientific(number, 2), "latex")


def guesses() -> tuple[tuple[str, ...], str]:
    """By how much ten times the computation lowers the loss: what is offered, and what Kaplan's law gives."""
    answer = percent(1 - loss_factor(single_laws()["compute"], 10))
    return ("90 %", "50 %", answer, "1 %"), answer


def loss_left(quantity: Quantity) -> Numbers:
    """The share of the loss that is left when there is `TIMES` as much of a quantity (Kaplan et al.)."""
    return np.asarray(TIMES ** -single_laws()[quantity].exponent, np.float64)


def times_to_halve(quantity: Quantity) -> float:
    """How many times as much of a quantity halves the loss."""
    return float(2 ** (1 / single_laws()[quantity].exponent))


def kaplan_notes() -> tuple[Note, ...]:
    """What the three laws say."""
    tenfold = {str(one): percent(1 - loss_factor(single_laws()[one], 10)) for one in QUANTITIES}
    halves = {f"halve_{one}": f"{times_to_halve(one):,.0f}" for one in QUANTITIES}
    return Note("note-tenfold", {**tenfold}), Note("note-halve", {**halves})


@dataclass(frozen=True, slots=True)
class Group:
    """Runs of models of similar size; `size` is the geometric mean of their parameters."""

    size: float
    runs: tuple[ChinchillaRun, ...]


def run_groups() -> tuple[Group, ...]:
    """All runs by size, the small models first."""
    groups = []
    for low, high in pairwise(_GROUP_EDGES):
        runs = tuple(run for run in chinchilla_runs() if low <= run.parameters < high)
        groups.append(Group(float(np.exp(np.mean([math.log(run.parameters) for run in runs]))), runs))
    return tuple(groups)


def surfaces() -> dict[str, Surface]:
    """The surfaces to choose from: the published ones, the corrected one first, and our own through all 245 runs."""
    return {**{name: published_fits()[name].surface for name in FITS}, "own": own_refit(), "all": own_refit(True)}


def chinchilla_budget() -> float:
    """What Chinchilla 70B was trained with, in operations."""
    flop = published_model(CHINCHILLA).training_flop
    assert flop is not None
    return flop


def tokens_per_parameter(surface: Surface, flop: float) -> float:
    """D / N where the budget is spent best."""
    return compute_optimal(surface, flop).tokens_per_parameter


def runs_notes() -> tuple[Note, ...]:
    """What the refits change."""
    fits, budget = surfaces(), chinchilla_budget()
    ratios = {name: f"{tokens_per_parameter(surface, budget):.0f}" for name, surface in fits.items()}
    most = max(
        run.tokens / run.parameters for run in chinchilla_runs() if run not in without_outliers(chinchilla_runs())
    )
    return (
        Note(
            "note-twenty",
            {
                "own": f"{published_model(CHINCHILLA).tokens_per_parameter:.0f}",
                "corrected": ratios["besiroglu"],
                "rounded": ratios["hoffmann_rounded"],
                "exact": ratios["hoffmann"],
            },
        ),
        Note(
            "note-refit",
            {name: f"{getattr(fits['own'], name):.3f}" for name in ("E", "alpha", "beta")} | {"left_out": OUTLIERS},
        ),
        Note(
            "note-outliers",
            {
                "count": OUTLIERS,
                "most": f"{most:.1f}",
                "beta": f"{fits['all'].beta:.2f}",
                "before": f"{fits['own'].beta:.2f}",
                "ratio": ratios["all"],
            },
        ),
    )


def measured_range() -> tuple[float, float]:
    """The smallest and the largest budget of the 245 runs, in operations."""
    budgets = [run.flop for run in chinchilla_runs()]
    return min(budgets), max(budgets)


@dataclass(frozen=True, slots=True)
class Spent:
    """A model with what its budget might have been spent on: its own tokens for each parameter, and the best."""

    model: PublishedModel
    parameters: float
    tokens: float
    best_ratio: float

    @property
    def ratio(self) -> float:
        """Tokens for each parameter."""
        return self.tokens / self.parameters


def spent_models(surface: Surface) -> tuple[Spent, ...]:
    """The dense models whose parameters and tokens are known, oldest first.

    Left out: mixtures of experts, for which the law was not measured; encoders; models that continue another's
    training; and figures of low confidence.
    """
    found = []
    for model in published_models():
        parameters, tokens = model.parameters, model.training_tokens
        comparable = model.active_parameters is None and model.name not in _OTHER_TRAINING
        if parameters is None or tokens is None or not comparable or model.source.confidence == "low":
            continue
        found.append(Spent(model, parameters, tokens, tokens_per_parameter(surface, 6 * parameters * tokens)))
    return tuple(found)


def _growth() -> dict[str, str | int | float]:
    """How many times the parameters and the tokens a tenfold budget calls for: as advised in 2020, and corrected."""
    exponents = {one.name: one.exponent for one in allocations()}
    return {
        f"{name}_{what}": f"{10**exponent:.1f}"
        for name in ADVICE
        for what, exponent in (("parameters", exponents[name]), ("tokens", 1 - exponents[name]))
    }


def budget_notes(spent: Sequence[Spent], fit: FitName = "besiroglu") -> tuple[Note, ...]:
    """Who read too little, who more than is best, and how models of another year differ."""
    by_name = {one.model.name: one for one in spent}
    notes = []
    starved, chinchilla = by_name["GPT-3 175B"], by_name[CHINCHILLA]
    if starved.ratio < starved.best_ratio and abs(math.log(chinchilla.ratio / chinchilla.best_ratio)) < _ON_THE_LINE:
        notes.append(
            Note(
                "note-starved",
                {
                    "model": starved.model.name,
                    "ratio": f"{starved.ratio:.1f}",
                    "best": f"{starved.best_ratio:.0f}",
                    "other": chinchilla.model.name,
                    "other_ratio": f"{chinchilla.ratio:.0f}",
                },
            )
        )
    fed = max(spent, key=lambda one: one.ratio)
    if fed.ratio > fed.best_ratio:
        notes.append(Note("note-overfed", {"model": fed.model.name, "ratio": f"{fed.ratio:,.0f}"}))
    notes.append(Note("note-allocation", _growth()))
    smallest, largest = measured_range()
    own = compute_optimal(published_fits()[fit].surface, largest)
    notes.append(
        Note(
            "note-range",
            {
                "times": f"{max(6 * one.parameters * one.tokens for one in spent) / largest:,.0f}",
                "parameters": f"{own.parameters / 1e9:.0f}",
                "decades": f"{math.log10(largest / smallest):.0f}",
            },
        )
    )
    return tuple(notes)
