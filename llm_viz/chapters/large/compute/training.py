"""What training a model takes, as a calculator; defaults and comparisons are published figures."""

from __future__ import annotations

from typing import Literal

from llm_viz.facts.cost import accelerator, building_overhead, cost_estimates, grids, training_footprints, utilisation
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.calculator import Calculator, Choice, Knob, Option, Reference, Result, Step, product

_MODELS = (
    "SmolLM2-135M", "GPT-3 175B", "BLOOM-176B", "Llama 2 70B", "Llama 3.1 8B", "Llama 3.1 405B", "DeepSeek-V3 (MoE)",
)  # fmt: skip
_CHIPS = ("V100 SXM2", "A100 SXM 80GB", "H100 SXM", "B200", "TPU v4")
_COMPARED = ("GPT-3 175B", "BLOOM-176B", "Llama 3.1 405B")
_HOURS_COMPARED = ("Pythia-70M", "BLOOM-176B", "Llama 3.1 405B")  # GPT-3's were never published
_PRICED = "DeepSeek-V3 (MoE)"


def training_calculator() -> Calculator:
    """From parameters and tokens to computation (6 N D, Kaplan et al. 2020, arXiv:2001.08361), hours, energy, money and
    emissions.
    """
    models, chips, electricity = _models(), _chips(), _grids()
    overhead, overhead_source = building_overhead()
    used = utilisation()
    price = next(run for run in training_footprints() if run.model == _PRICED)
    assert price.cost_reported_usd is not None
    assert price.chip_hours is not None
    model, chip = models[1].settings, chips[2].settings
    return Calculator(
        "training",
        knobs=(
            Knob("parameters", 1e6, 1e13, model["parameters"], "number"),
            Knob("tokens", 1e8, 1e14, model["tokens"], "number"),
            Knob("chips", 1, 1e6, 1024, "number"),
            Knob("utilisation", 0.05, 0.8, used.typical, "share", logarithmic=False, source=used.source),
            Knob("overhead", 1.0, 2.0, overhead, "factor", logarithmic=False, source=overhead_source),
            Knob("price", 0.1, 20, price.cost_reported_usd / price.chip_hours, "price", source=price.source),
            Knob("grid", 0, 1000, electricity[0].settings["grid"], "grid", logarithmic=False, source=grids().source),
            Knob("peak", 1e12, 1e16, chip["peak"], "flop", slider=False),
            Knob("watts", 10, 1e4, chip["watts"], "number", slider=False),
        ),
        choices=(Choice("model", models), Choice("chip", chips), Choice("electricity", electricity)),
        steps=(
            Step("flop", (product(6, parameters=1, tokens=1),)),
            Step("hours", (product(1 / 3600, flop=1, peak=-1, utilisation=-1),)),
            Step("days", (product(1 / 24, hours=1, chips=-1),)),
            Step("energy", (product(1 / 1000, hours=1, watts=1, overhead=1),)),
            Step("money", (product(hours=1, price=1),)),
            Step("mass", (product(energy=1, grid=1),)),
        ),
        results=(
            Result("flop", "flop", _flop_references()),
            Result("hours", "hours", _run_references("chip_hours")),
            Result("days", "days"),
            Result("energy", "energy", _run_references("energy_mwh", 1000)),
            Result("money", "money", _money_references()),
            Result("mass", "mass", _run_references("carbon_tonnes", 1e6)),
        ),
    )


def _models() -> tuple[Option, ...]:
    options = []
    for name in _MODELS:
        model = published_model(name)
        assert model.parameters_per_token is not None
        assert model.training_tokens is not None
        settings = {"parameters": model.parameters_per_token, "tokens": model.training_tokens}
        options.append(Option(name, settings, name, model.source))
    return tuple(options)


def _chips() -> tuple[Option, ...]:
    options = []
    for name in _CHIPS:
        chip = accelerator(name)
        assert chip.peak_flops is not None
        assert chip.watts is not None
        options.append(Option(name, {"peak": chip.peak_flops, "watts": chip.watts}, name, chip.source))
    return tuple(options)


def _grids() -> tuple[Option, ...]:
    known = grids()
    return tuple(Option(place, {"grid": grams}, "", known.source) for place, grams in known.grams_per_kwh.items())


def _flop_references() -> tuple[Reference, ...]:
    models = map(published_model, ("SmolLM2-135M", "GPT-3 175B", "Llama 3.1 405B"))
    return tuple(
        Reference(model.name, model.training_flop, model.source) for model in models if model.training_flop is not None
    )


def _run_references(
    value: Literal["chip_hours", "energy_mwh", "carbon_tonnes"], scale: float = 1
) -> tuple[Reference, ...]:
    """Three published training runs by one of their values, times `scale`, which turns it into the result's unit."""
    compared = _HOURS_COMPARED if value == "chip_hours" else _COMPARED
    amounts = ((run, getattr(run, value)) for run in training_footprints() if run.model in compared)
    return tuple(Reference(run.model, scale * amount, run.source) for run, amount in amounts if amount is not None)


def _money_references() -> tuple[Reference, ...]:
    compared = (estimate for estimate in cost_estimates() if estimate.model in _COMPARED)
    return tuple(Reference(estimate.model, estimate.amortised_usd, estimate.source) for estimate in compared)
