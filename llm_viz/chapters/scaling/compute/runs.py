"""The 245 runs behind Hoffmann et al. 2022 (arXiv:2203.15556), and the surfaces that were put through them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from llm_viz.chapters.scaling.compute.refit import OUTLIERS, own_refit, without_outliers
from llm_viz.facts.chinchilla import ChinchillaRun, chinchilla_runs
from llm_viz.facts.laws import FITS, Surface, published_fits
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.scaling_laws import compute_optimal

CHINCHILLA = "Chinchilla 70B"
_GROUP_EDGES = (0.0, 2.5e8, 8e8, 2.5e9, math.inf)  # parameters


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


def measured_range() -> tuple[float, float]:
    """The smallest and the largest budget of the 245 runs, in operations."""
    budgets = [run.flop for run in chinchilla_runs()]
    return min(budgets), max(budgets)


def surfaces() -> dict[str, Surface]:
    """The surfaces to choose from: the published ones, the corrected one first; our own without and with outliers."""
    fits = {str(name): published_fits()[name].surface for name in FITS}
    return {**fits, "own": own_refit(), "all": own_refit(outliers=True)}


def chinchilla_budget() -> float:
    """What Chinchilla 70B was trained with, in operations."""
    flop = published_model(CHINCHILLA).training_flop
    assert flop is not None
    return flop


def runs_notes() -> tuple[Note, ...]:
    """What the refits change: the best tokens for each parameter at Chinchilla's budget, and the numbers themselves."""
    fits, budget = surfaces(), chinchilla_budget()
    ratios = {name: f"{compute_optimal(fit, budget).tokens_per_parameter:.0f}" for name, fit in fits.items()}
    kept = without_outliers(chinchilla_runs())
    most = max(run.tokens / run.parameters for run in chinchilla_runs() if run not in kept)
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
            {**{name: f"{getattr(fits['own'], name):.3f}" for name in ("E", "alpha", "beta")}, "left_out": OUTLIERS},
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
