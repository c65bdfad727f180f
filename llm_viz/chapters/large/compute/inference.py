"""What the calculators of memory and of speed share: a model in use, its weights and its key-value cache."""

from __future__ import annotations

from llm_viz.engine.protocol.models import Inventory, ModelFacts
from llm_viz.facts.memory import key_value_caches, precisions
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.calculator import Choice, Knob, Option, Step, product

Loaded = tuple[ModelFacts, Inventory]
"""The visit's model: its facts, and its parameters and cache counted."""

_NO_WINDOW = 1e12  # tokens: more than anything reads
_CACHE_BYTES = 2  # for each number: 16 bits, as published caches have them


def models_in_use(loaded: Loaded | None, *, active: bool) -> tuple[Option, ...]:
    """The loaded model first, then the published ones whose cache is known.

    `active`: count the parameters that work on a token, not all of them.
    """
    options = [] if loaded is None else [_loaded_option(*loaded, active=active)]
    for cache in key_value_caches():
        model = published_model(cache.model)
        parameters = model.parameters_per_token if active else model.parameters
        assert parameters is not None
        settings = {"parameters": parameters, "kept_of_all": cache.bytes_per_token, "kept_of_last": 0.0}
        settings["window"] = _NO_WINDOW
        options.append(Option(model.name, settings, model.name, model.source))
    return tuple(options)


def precision_choice() -> Choice:
    """The usual bytes for each parameter."""
    known = precisions()
    options = (Option(name, {"bytes": size}, name, known.source) for name, size in known.bytes_per_parameter.items())
    return Choice("precision", tuple(options))


def model_knobs(start: Option, bytes_per_parameter: int | None = None) -> tuple[Knob, ...]:
    """Parameters with their precision (16 bits, if None), the cache, and how many tokens are read; `start` at first.

    The cache, whose size depends on the architecture: bytes that are kept of every token read, and bytes kept of the
    last tokens only, a window, in layers with sliding-window attention.
    """
    first = start.settings
    precision = bytes_per_parameter or precisions().bytes_per_parameter["bf16"]
    return (
        Knob("parameters", min(1e6, first["parameters"]), 1e13, first["parameters"], "number"),
        Knob("bytes", 0.1, 8, precision, "bytes", slider=False),
        Knob("kept_of_all", 0, 1e9, first["kept_of_all"], "bytes", slider=False),
        Knob("kept_of_last", 0, 1e9, first["kept_of_last"], "bytes", slider=False),
        Knob("window", 1, _NO_WINDOW, first["window"], "number", slider=False),
        Knob("context", 1, 1e6, 2000, "number"),
    )


def weight_and_cache_steps(*times: str) -> tuple[Step, ...]:
    """Bytes of the `weights` and of the `cache`; the cache is multiplied by the knobs `times`."""
    others = dict.fromkeys(times, 1)
    cache = product(kept_of_all=1, context=1, **others), product(kept_of_last=1, kept=1, **others)
    return (
        Step("weights", (product(parameters=1, bytes=1),)),
        Step("kept", (product(context=1), product(window=1)), least=True),
        Step("cache", cache),
    )


def _loaded_option(facts: ModelFacts, inventory: Inventory, *, active: bool) -> Option:
    whole = sum(layer.numbers_per_token for layer in inventory.cache if not layer.window)
    sliding = sum(layer.numbers_per_token for layer in inventory.cache if layer.window)
    windows = {layer.window for layer in inventory.cache if layer.window is not None}
    settings = {
        "parameters": float(inventory.read_per_token if active else inventory.parameters),
        "kept_of_all": float(_CACHE_BYTES * whole),
        "kept_of_last": float(_CACHE_BYTES * sliding),
        "window": float(max(windows, default=_NO_WINDOW)),
    }
    return Option("loaded", settings, facts.name)
