"""The training calculator beside published hours: 6 N D over peak × share of the peak."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.chapters.large.compute.training import training_calculator
from llm_viz.facts.cost import TrainingFootprint, accelerator, training_footprints
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.calculator import compute

_CHIPS = {
    "Gopher 280B": "TPU v3",
    "PaLM 540B": "TPU v4",
    "LLaMA-65B": "A100 SXM 80GB",
    "Llama 2 70B": "A100 SXM 80GB",
    "Llama 3.1 405B": "H100 SXM",
}
"""Runs with published hours and a published share of the peak; GPT-3's hours follow from its share, which would be a
circle, and DeepSeek-V3 computed at 8 bits.
"""


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
    """Every run that can be compared, in the order of the data file."""
    return tuple(_check(run) for run in training_footprints() if run.model in _CHIPS)


def _check(run: TrainingFootprint) -> TrainingCheck:
    model, chip = published_model(run.model), accelerator(_CHIPS[run.model])
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
