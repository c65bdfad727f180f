"""Figures that follow from other figures of the data files, computed again from those."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from llm_viz.facts.files import number

Row = dict[str, str]
Tables = dict[str, list[Row]]
Trees = dict[str, dict[str, Any]]

ROUNDED = 0.01
"""Figures published with three digits."""
ROUNDED_TWICE = 0.02
"""The same, computed from figures that were rounded themselves."""
HALF_A_DIGIT = 0.501e-5
"""Half of the fifth decimal of a share that was rounded to five, with room for errors of the computer's own numbers."""
ANOTHER_METHOD = 2.5
"""By what factor another way of counting may differ from 6ND; more would be an error in the data file."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value as the file states it, beside what its own inputs give; `tolerance` is relative.

    `figure`: the figure that is recomputed, by its name in the file (`Figure.name`); "" where that is none: a number in
    words, a sum over many rows, a comparison of magnitudes.
    """

    file: str
    place: str
    what: str
    stated: float
    computed: float
    tolerance: float
    figure: str = ""


def claims(tables: Tables, trees: Trees) -> Iterator[Claim]:
    """All values that can be recomputed, for the files that are there."""
    for name, derive in _TABLES.items():
        for line, row in enumerate(tables.get(name, ()), start=2):
            yield from derive(f"{name}.csv", f"line {line}", row)
    if "gpt3_languages" in tables:
        yield from _language_shares(tables["gpt3_languages"])
    if "cost" in trees:
        yield from _energies(trees["cost"])
    if "memory" in trees and "models" in tables:
        yield from _key_value_caches(trees["memory"], tables["models"])
    if "laws" in trees:
        yield from _allocations(trees["laws"])


def training_flop(parameters: float, tokens: float) -> float:
    """6ND: two operations for each parameter and token forwards, four backwards (Kaplan et al. 2020, arXiv:2001.08361,
    section 2.1).
    """
    return 6.0 * parameters * tokens


def _models(file: str, place: str, row: Row) -> Iterator[Claim]:
    parameters = number(row["params_active"]) or number(row["params_total"])
    tokens, flop, noted = number(row["training_tokens"]), number(row["train_flop"]), number(row["flop_6ND_check"])
    if parameters is None or tokens is None:
        return
    expected = training_flop(parameters, tokens)
    if noted is not None:
        yield Claim(file, place, "6ND", noted, expected, ROUNDED, f"{place}, flop_6ND_check")
    if flop is None:
        return
    if row["flop_kind"].startswith("derived_6ND"):
        yield Claim(file, place, "training FLOP", flop, expected, ROUNDED, f"{place}, train_flop")
    else:
        # Compared as logarithms: a factor, whichever is larger.
        tolerance = math.log10(ANOTHER_METHOD) / math.log10(expected)
        yield Claim(file, place, "magnitude of training FLOP", math.log10(flop), math.log10(expected), tolerance)


def _emergence(file: str, place: str, row: Row) -> Iterator[Claim]:
    parameters, tokens = number(row["params"]), number(row["train_tokens"])
    flop, spread = number(row["train_flop"]), number(row["stderr"])
    if row["flop_kind"] == "derived_6ND" and parameters and tokens and flop:
        expected = training_flop(parameters, tokens)
        yield Claim(file, place, "training FLOP", flop, expected, ROUNDED, f"{place}, train_flop")
    if not row["note"].startswith("stderr derived (binomial)") or not spread:
        return
    value, items = number(row["value"]), number(row["n_items"])
    if value is not None and items:
        scale = 100.0 if row["unit"] == "percent" else 1.0
        share = value / scale
        deviation = scale * math.sqrt(share * (1 - share) / items)
        # Standard errors have three decimals; the smallest lose a digit.
        tolerance = max(ROUNDED, 0.0006 / spread)
        yield Claim(file, place, "standard error", spread, deviation, tolerance, f"{place}, stderr")


def _chinchilla_points(file: str, place: str, row: Row) -> Iterator[Claim]:
    flop, parameters, tokens = (float(row[column]) for column in ("train_flop", "params", "tokens_6ND"))
    expected = training_flop(parameters, tokens)
    yield Claim(file, place, "training FLOP", flop, expected, ROUNDED, f"{place}, train_flop")


_TABLES: dict[str, Callable[[str, str, Row], Iterator[Claim]]] = {
    "models": _models,
    "emergence": _emergence,
    "chinchilla_points": _chinchilla_points,
}


def _language_shares(rows: list[Row]) -> Iterator[Claim]:
    """Shares of all words: the table holds every entry, so its own sum is the total."""
    file, total = "gpt3_languages.csv", sum(float(row["words"]) for row in rows)
    for line, row in enumerate(rows, start=2):
        stated, computed = float(row["percent_of_words"]), 100 * float(row["words"]) / total
        place, tolerance = f"line {line}", HALF_A_DIGIT / max(stated, computed)
        yield Claim(file, place, "share of words", stated, computed, tolerance, f"{place}, percent_of_words")
    listed = sum(float(row["percent_of_words"]) for row in rows)
    yield Claim(file, "all lines", "sum of the shares", listed, 100.0, len(rows) * HALF_A_DIGIT / 100)


def _energies(cost: dict[str, Any]) -> Iterator[Claim]:
    file = "cost.toml"
    for index, run in enumerate(cost["training"], start=1):
        yield from _training_run(file, f"training[{index}]", run)
    for index, query in enumerate(cost["queries"], start=1):
        if "requests" in query:
            each = 1000 * query["kwh"] / query["requests"]
            figure = f"queries[{index}].watt_hours"
            yield Claim(file, query["key"], "watt-hours for each", query["watt_hours"], each, ROUNDED, figure)
    cluster = cost["whole_cluster"]
    each = 1000 * cluster["cluster_megawatts"] / cluster["accelerators"]
    figure = "whole_cluster.kw_per_accelerator"
    yield Claim(file, "whole_cluster", "kilowatts for each", cluster["kw_per_accelerator"], each, ROUNDED, figure)
    runs = {run["model"]: run["mfu"] for run in cost["training"] if "mfu" in run}
    for model, share in cost["utilisation"]["examples"].items():
        if model in runs:
            figure = f"utilisation.examples.{model}"
            yield Claim(file, f"utilisation of {model}", "as in its training run", share, runs[model], ROUNDED, figure)


def _training_run(file: str, figure: str, run: dict[str, Any]) -> Iterator[Claim]:
    place = f"training of {run['model']}"
    energy = run.get("energy_mwh")
    if energy is not None and "chip_hours" in run and "watts" in run:
        overhead = run.get("overhead", 1.0) if run["energy_includes_overhead"] else 1.0
        computed = run["chip_hours"] * run["watts"] * overhead / 1e6
        yield Claim(file, place, "hours x watts x PUE in MWh", energy, computed, ROUNDED_TWICE, f"{figure}.energy_mwh")
    if energy is not None and "grid_kg_per_kwh" in run:
        outside = 1.0 if run["energy_includes_overhead"] else run.get("overhead", 1.0)
        computed = energy * outside * run["grid_kg_per_kwh"]
        name = f"{figure}.carbon_tonnes"
        yield Claim(file, place, "energy x grid in t CO2e", run["carbon_tonnes"], computed, ROUNDED_TWICE, name)
    if "hours_by_stage" in run:
        summed = sum(run["hours_by_stage"].values())
        yield Claim(file, place, "sum of hours", run["chip_hours"], summed, 0.0, f"{figure}.chip_hours")


def _key_value_caches(memory: dict[str, Any], models: list[Row]) -> Iterator[Claim]:
    by_name = {row["name"]: row for row in models}
    file = "memory.toml"
    for index, cache in enumerate(memory["key_value_cache"], start=1):
        row = by_name[cache["model"]]
        layers, width, heads = (float(row[column]) for column in ("n_layers", "d_model", "n_heads"))
        numbers = cache.get("values_per_layer") or 2 * float(row["n_kv_heads"]) * width / heads
        place = f"key-value cache of {cache['model']}"
        stated, figure = cache["bytes_per_token"], f"key_value_cache[{index}].bytes_per_token"
        yield Claim(file, place, "bytes for each token", stated, layers * numbers * 2, 0.0, figure)
    mxfp4 = memory["precisions"]["bytes_per_parameter"]["mxfp4"]
    figure = "precisions.bytes_per_parameter.mxfp4"
    yield Claim(file, "precisions", "bytes of mxfp4", mxfp4, (4 + 8 / 32) / 8, 0.0, figure)


def _allocations(laws: dict[str, Any]) -> Iterator[Claim]:
    """With loss = E + A / N^alpha + B / D^beta, the best N grows as C^(beta / (alpha + beta))."""
    for allocation, surface in (("besiroglu", "besiroglu"), ("hoffmann_3", "hoffmann")):
        stated = laws.get("allocation", {}).get(allocation)
        fit = laws.get("surface", {}).get(surface)
        if stated is not None and fit is not None:
            computed = fit["beta"] / (fit["alpha"] + fit["beta"])
            place = f"allocation.{allocation}"
            figure = f"{place}.exponent"
            yield Claim("laws.toml", place, "beta / (alpha + beta)", stated["exponent"], computed, ROUNDED, figure)
