"""What a budget of computation is best spent on, and what real models spent theirs on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import Quantity
from llm_viz.chapters.scaling.compute.numbers import rounded
from llm_viz.chapters.scaling.compute.runs import CHINCHILLA, measured_range
from llm_viz.facts.laws import FitName, Surface, allocations, published_fits
from llm_viz.facts.models import PublishedModel, published_models
from llm_viz.kit.compute.notes import Note, Values
from llm_viz.kit.compute.scaling_laws import FLOP_PER_PARAMETER_AND_TOKEN, compute_optimal

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
_STARVED = "GPT-3 175B"
_ON_THE_LINE = math.log(1.25)  # from the best ratio


@dataclass(frozen=True, slots=True)
class Spent:
    """A model, and what its budget might have been spent on: `best_ratio` tokens for each parameter."""

    model: PublishedModel
    parameters: float
    tokens: float
    best_ratio: float

    @property
    def ratio(self) -> float:
        """Its own tokens for each parameter."""
        return self.tokens / self.parameters

    @property
    def flop(self) -> float:
        """Its budget, in operations."""
        return FLOP_PER_PARAMETER_AND_TOKEN * self.parameters * self.tokens


def spent_models(surface: Surface) -> tuple[Spent, ...]:
    """The dense models whose parameters and tokens are known, oldest first.

    Left out: mixtures of experts, for which the law was not measured; models that use only a part of their parameters
    on each token or continue another's training, of which the table says so; and figures of low confidence.
    """
    spent = []
    for model in published_models():
        parameters, tokens, dense = model.parameters, model.training_tokens, model.active_parameters is None
        if parameters is None or tokens is None or model.tokens_per_parameter is None or not dense:
            continue
        if model.confidence("parameters", "training_tokens") == "low":
            continue
        best = compute_optimal(surface, FLOP_PER_PARAMETER_AND_TOKEN * parameters * tokens)
        spent.append(Spent(model, parameters, tokens, best.tokens_per_parameter))
    return tuple(spent)


def budget_notes(spent: Sequence[Spent], fit: FitName = "besiroglu") -> tuple[Note, ...]:
    """Who read too little, who more than is best, and how models of another year differ."""
    by_name = {model.model.name: model for model in spent}
    notes = []
    starved, chinchilla = by_name[_STARVED], by_name[CHINCHILLA]
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
    overfed = max(spent, key=lambda model: model.ratio)
    if overfed.ratio > overfed.best_ratio:
        notes.append(Note("note-overfed", {"model": overfed.model.name, "ratio": f"{overfed.ratio:,.0f}"}))
    notes.append(Note("note-allocation", _growth()))
    smallest, largest = measured_range()
    best = compute_optimal(published_fits()[fit].surface, largest)
    notes.append(
        Note(
            "note-range",
            {
                "times": f"{max(model.flop for model in spent) / largest:,.0f}",
                "parameters": Quantity(best.parameters, rounded),
                "decades": f"{math.log10(largest / smallest):.0f}",
            },
        )
    )
    return tuple(notes)


def _growth() -> Values:
    """How many times the parameters and the tokens a tenfold budget calls for: as advised in 2020, and corrected."""
    exponents = {allocation.name: allocation.exponent for allocation in allocations()}
    return {
        f"{name}_{what}": f"{10**exponent:.1f}"
        for name in ADVICE
        for what, exponent in (("parameters", exponents[name]), ("tokens", 1 - exponents[name]))
    }
