"""What holding, training and running a model takes, as calculators; defaults and comparisons are published figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from llm_viz.engine.protocol.models import Bandwidth, Inventory, ModelFacts
from llm_viz.facts.cost import accelerator, building_overhead, cost_estimates, grids, training_footprints, utilisation
from llm_viz.facts.memory import key_value_caches, precisions
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.calculator import Calculator, Choice, Knob, Option, Reference, Result, Step, Term, product

_NO_WINDOW = 1e12  # tokens: more than anything reads
_SIXTEEN_BITS = 2  # bytes
_TRAINED = (
    "SmolLM2-135M", "GPT-3 175B", "BLOOM-176B", "Llama 2 70B", "Llama 3.1 8B", "Llama 3.1 405B", "DeepSeek-V3 (MoE)",
)  # fmt: skip
_TRAINERS = ("V100 SXM2", "A100 SXM 80GB", "H100 SXM", "B200", "TPU v4")
_HOLDERS = ("GeForce RTX 4090", "A100 SXM 80GB", "B200")
_WRITERS = ("Desktop CPU, 8 cores", "GeForce RTX 4090", "A100 SXM 80GB", "H100 SXM", "B200")
_COMPARED = ("GPT-3 175B", "BLOOM-176B", "Llama 3.1 405B")
_HOURS_COMPARED = ("Pythia-70M", "BLOOM-176B", "Llama 3.1 405B")  # GPT-3's were never published
_PRICED = "DeepSeek-V3 (MoE)"
ANSWER = 400
"""Tokens of an answer of about a page."""


def memory_calculator(loaded: tuple[ModelFacts, Inventory] | None) -> Calculator:
    """Weights and key-value cache."""
    models = _models_in_memory(loaded, active=False)
    start = models[0].settings
    return Calculator(
        "memory",
        knobs=(
            _parameters_knob(start),
            _precision_knob(),
            *_cache_knobs(start),
            Knob("context", 1, 1e6, 2000, "number"),
            Knob("conversations", 1, 1000, 1, "number"),
        ),
        choices=(Choice("model", models), _precisions()),
        steps=(
            Step("weights", (product(parameters=1, bytes=1),)),
            _kept_step(),
            Step("cache", _cache_terms("conversations")),
            Step("total", (product(weights=1), product(cache=1))),
        ),
        results=(Result("total", "bytes", _chip_memories(), parts=("weights", "cache")),),
    )


def speed_calculator(loaded: tuple[ModelFacts, Inventory] | None, measured: Bandwidth | None) -> Calculator:
    """The most tokens a second at which one text can be written, because every weight has to be read for each."""
    models = _models_in_memory(loaded, active=True)
    machines = _machines(measured)
    start = models[0].settings
    return Calculator(
        "speed",
        knobs=(
            _parameters_knob(start),
            _precision_knob(None if measured is None else measured.bytes_per_number),
            *_cache_knobs(start),
            Knob("context", 1, 1e6, 2000, "number"),
            Knob("bandwidth", 1e9, 1e13, machines[0].settings["bandwidth"], "bandwidth"),
        ),
        choices=(Choice("model", models), _precisions(), Choice("machine", machines)),
        steps=(
            Step("weights", (product(parameters=1, bytes=1),)),
            _kept_step(),
            Step("cache", _cache_terms()),
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


def training_calculator() -> Calculator:
    """From parameters and tokens to computation, hours, energy, money and emissions."""
    models, chips, electricity = _trained_models(), _trainers(), _grids()
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


def _parameters_knob(start: Mapping[str, float]) -> Knob:
    """From a million on, or from what a smaller loaded model has."""
    return Knob("parameters", min(1e6, start["parameters"]), 1e13, start["parameters"], "number")


def _precision_knob(size: int | None = None) -> Knob:
    """Bytes for each parameter; 16 bits unless a measurement says otherwise."""
    return Knob("bytes", 0.1, 8, size or precisions().bytes_per_parameter["bf16"], "bytes", slider=False)


def _precisions() -> Choice:
    known = precisions()
    options = (Option(name, {"bytes": size}, name, known.source) for name, size in known.bytes_per_parameter.items())
    return Choice("precision", tuple(options))


def _cache_knobs(start: Mapping[str, float]) -> tuple[Knob, ...]:
    """Bytes that are kept of every token read, and of the last tokens only; both depend on the model's architecture."""
    return (
        Knob("kept_of_all", 0, 1e9, start["kept_of_all"], "bytes", slider=False),
        Knob("kept_of_last", 0, 1e9, start["kept_of_last"], "bytes", slider=False),
        Knob("window", 1, _NO_WINDOW, start["window"], "number", slider=False),
    )


def _kept_step() -> Step:
    return Step("kept", (product(context=1), product(window=1)), least=True)


def _cache_terms(*times: str) -> tuple[Term, ...]:
    """Keys and values of the whole text in most layers, of the last tokens in layers with a sliding window."""
    others = dict.fromkeys(times, 1)
    return product(kept_of_all=1, context=1, **others), product(kept_of_last=1, kept=1, **others)


def _models_in_memory(loaded: tuple[ModelFacts, Inventory] | None, *, active: bool) -> tuple[Option, ...]:
    """The loaded model first, then the published ones whose cache is known. `active`: parameters at work on a token."""
    options = [] if loaded is None else [_loaded_option(*loaded, active=active)]
    for cache in key_value_caches():
        model = published_model(cache.model)
        parameters = model.parameters_per_token if active else model.parameters
        assert parameters is not None
        settings = {"parameters": parameters, "kept_of_all": cache.bytes_per_token, "kept_of_last": 0.0}
        settings["window"] = _NO_WINDOW
        options.append(Option(model.name, settings, model.name, model.source))
    return tuple(options)


def _loaded_option(facts: ModelFacts, inventory: Inventory, *, active: bool) -> Option:
    windows = {one.window for one in inventory.cache if one.window is not None}
    settings = {
        "parameters": float(inventory.read_per_token if active else inventory.parameters),
        "kept_of_all": float(_SIXTEEN_BITS * sum(one.numbers_per_token for one in inventory.cache if not one.window)),
        "kept_of_last": float(_SIXTEEN_BITS * sum(one.numbers_per_token for one in inventory.cache if one.window)),
        "window": float(max(windows, default=_NO_WINDOW)),
    }
    return Option("loaded", settings, facts.name)


def _machines(measured: Bandwidth | None) -> tuple[Option, ...]:
    options = [] if measured is None else [Option("this-machine", {"bandwidth": _rounded(measured.bytes_per_second)})]
    for name in _WRITERS:
        chip = accelerator(name)
        assert chip.bandwidth is not None
        options.append(Option(name, {"bandwidth": chip.bandwidth}, name, chip.source))
    return tuple(options)


def _trained_models() -> tuple[Option, ...]:
    options = []
    for name in _TRAINED:
        model = published_model(name)
        assert model.parameters_per_token is not None
        assert model.training_tokens is not None
        settings = {"parameters": model.parameters_per_token, "tokens": model.training_tokens}
        options.append(Option(name, settings, name, model.source))
    return tuple(options)


def _trainers() -> tuple[Option, ...]:
    options = []
    for name in _TRAINERS:
        chip = accelerator(name)
        assert chip.peak_flops is not None
        assert chip.watts is not None
        options.append(Option(name, {"peak": chip.peak_flops, "watts": chip.watts}, name, chip.source))
    return tuple(options)


def _grids() -> tuple[Option, ...]:
    known = grids()
    return tuple(Option(place, {"grid": grams}, "", known.source) for place, grams in known.grams_per_kwh.items())


def _chip_memories() -> tuple[Reference, ...]:
    chips = map(accelerator, _HOLDERS)
    return tuple(Reference(chip.name, chip.memory, chip.source) for chip in chips if chip.memory is not None)


def _flop_references() -> tuple[Reference, ...]:
    models = map(published_model, ("SmolLM2-135M", "GPT-3 175B", "Llama 3.1 405B"))
    return tuple(Reference(one.name, one.training_flop, one.source) for one in models if one.training_flop is not None)


def _run_references(
    value: Literal["chip_hours", "energy_mwh", "carbon_tonnes"], scale: float = 1
) -> tuple[Reference, ...]:
    """Three published training runs by one of their values."""
    compared = _HOURS_COMPARED if value == "chip_hours" else _COMPARED
    found = ((run, getattr(run, value)) for run in training_footprints() if run.model in compared)
    return tuple(Reference(run.model, scale * amount, run.source) for run, amount in found if amount is not None)


def _money_references() -> tuple[Reference, ...]:
    found = (one for one in cost_estimates() if one.model in _COMPARED)
    return tuple(Reference(one.model, one.amortised_usd, one.source) for one in found)


def _rounded(value: float) -> float:
    """Three digits, as many as a rough measurement deserves."""
    return float(f"{value:.3g}")
