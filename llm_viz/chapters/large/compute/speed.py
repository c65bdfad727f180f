"""The most tokens a second that a machine's memory allows, as a calculator."""

from __future__ import annotations

from llm_viz.chapters.large.compute.inference import (
    Loaded,
    model_knobs,
    models_in_use,
    precision_choice,
    weight_and_cache_steps,
)
from llm_viz.engine.protocol.models import Bandwidth
from llm_viz.facts.cost import accelerator
from llm_viz.kit.compute.calculator import Calculator, Choice, Knob, Option, Result, Step, product

ANSWER = 400
"""Tokens of an answer of about a page."""
_MACHINES = ("Desktop CPU, 8 cores", "GeForce RTX 4090", "A100 SXM 80GB", "H100 SXM", "B200")


def speed_calculator(loaded: Loaded | None, measured: Bandwidth | None) -> Calculator:
    """The most tokens a second at which one text can be written, because every weight has to be read for each.

    `measured` is the bandwidth of this machine's memory, if it is known: the machine to begin with.
    """
    models = models_in_use(loaded, active=True)
    machines = _machines(measured)
    precision = None if measured is None else measured.bytes_per_number
    return Calculator(
        "speed",
        knobs=(
            *model_knobs(models[0], precision),
            Knob("bandwidth", 1e9, 1e13, machines[0].settings["bandwidth"], "bandwidth"),
        ),
        choices=(Choice("model", models), precision_choice(), Choice("machine", machines)),
        steps=(
            *weight_and_cache_steps(),
            Step("read", (product(weights=1), product(cache=1))),
            Step("rate", (product(bandwidth=1, read=-1),)),
            Step("answer", (product(ANSWER, rate=-1),)),
        ),
        results=(
            Result("read", "bytes", parts=("weights", "cache")),
            Result("rate", "rate"),
            Result("answer", "seconds"),
        ),
    )


def _machines(measured: Bandwidth | None) -> tuple[Option, ...]:
    options = [] if measured is None else [Option("this-machine", {"bandwidth": _rounded(measured.bytes_per_second)})]
    for name in _MACHINES:
        chip = accelerator(name)
        assert chip.bandwidth is not None
        options.append(Option(name, {"bandwidth": chip.bandwidth}, name, chip.source))
    return tuple(options)


def _rounded(value: float) -> float:
    """Three digits, as many as a rough measurement deserves."""
    return float(f"{value:.3g}")
