"""What computation costs that is rented."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.facts.cost import accelerator, training_footprints, utilisation
from llm_viz.facts.source import Source

_CHIP = "H100 SXM"
_PRICED = "DeepSeek-V3"


@dataclass(frozen=True, slots=True)
class Rent:
    """US dollars for one operation, and where that is from."""

    dollars: float
    sources: tuple[Source, ...]


def rent() -> Rent:
    """Operations on one kind of chip at the usual share of its peak, for what an hour of it was assumed to cost."""
    chip, share = accelerator(_CHIP), utilisation()
    priced = next(run for run in training_footprints() if run.model.startswith(_PRICED))
    assert chip.peak_flops is not None
    assert priced.cost_reported_usd is not None
    assert priced.chip_hours is not None
    hourly = priced.cost_reported_usd / priced.chip_hours
    return Rent(hourly / (3600 * chip.peak_flops * share.typical), (chip.source, share.source, priced.source))
