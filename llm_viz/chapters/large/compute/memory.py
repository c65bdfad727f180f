"""The memory that a model takes while it is used, as a calculator, beside the memories of accelerators."""

from __future__ import annotations

from llm_viz.chapters.large.compute.inference import (
    Loaded,
    model_knobs,
    models_in_use,
    precision_choice,
    weight_and_cache_steps,
)
from llm_viz.facts.cost import accelerator
from llm_viz.facts.memory import training_memory
from llm_viz.kit.compute.calculator import Calculator, Choice, Knob, Reference, Result, Step, product

_ACCELERATORS = ("GeForce RTX 4090", "A100 SXM 80GB", "B200")


def memory_calculator(loaded: Loaded | None) -> Calculator:
    """Weights and key-value cache; beside them, what all parameters take while they are trained."""
    models = models_in_use(loaded, active=False)
    in_training = training_memory().bytes_per_parameter
    return Calculator(
        "memory",
        knobs=(*model_knobs(models[0]), Knob("conversations", 1, 1000, 1, "number")),
        choices=(Choice("model", models), precision_choice()),
        steps=(
            *weight_and_cache_steps("conversations"),
            Step("total", (product(weights=1), product(cache=1))),
            Step("training", (product(in_training, parameters=1),)),
        ),
        results=(
            Result("total", "bytes", _accelerator_memories(), parts=("weights", "cache")),
            Result("training", "bytes", _accelerator_memories()),
        ),
    )


def _accelerator_memories() -> tuple[Reference, ...]:
    chips = map(accelerator, _ACCELERATORS)
    return tuple(Reference(chip.name, chip.memory, chip.source) for chip in chips if chip.memory is not None)
