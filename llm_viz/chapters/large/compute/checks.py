"""The training calculator beside published hours: 6 N D over peak × share of the peak."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.facts.cost import TrainingFootprint, accelerator, training_footprints
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.calculator import compute


@dataclass(frozen=True, slots=True)
class TrainingCheck:
    """One run: chip-hours by the rule, and as published."""

    run: TrainingFootprint
    predicted_hours: float
    published_hours: float

    @property
    def ratio(self) -> float:
        """Predicted over published: 1 would be exact."""
        return self.predicted_hours / self.published_hours


def training_checks() -> tuple[TrainingCheck, ...]:
    """Every run that can be compared, in the order of the data file.

    Its makers published both its hours and its share of the peak, and neither follows from the other: a share that was
    computed from the hours would confirm itself.
    """
    return tuple(
        _check(run)
        for run in training_footprints()
        if run.mfu_kind == "published" and run.chip_hours is not None and not run.hours_from_mfu
    )


def _check(run: TrainingFootprint) -> TrainingCheck:
    assert run.chip is not None
    model, chip = published_model(run.model), accelerator(run.chip)
    given = {
        "parameters": model.parameters_per_token,
        "tokens": model.training_tokens,
        "utilisation": run.utilisation,
        "peak": chip.peak_flops,
    }
    known = {name: value for name, value in given.items() if value is not None}
    assert len(known) == len(given)
    assert run.chip_hours is not None
    calculator = training_calculator()
    return TrainingCheck(run, compute(calculator, {**calculator.defaults, **known})["hours"], run.chip_hours)
