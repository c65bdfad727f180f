"""Figures that stand in words as well as in cells, or in two files, and so could contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from llm_viz.facts.derived import ROUNDED, ROUNDED_TWICE, Claim, Row, Tables, Trees
from llm_viz.facts.files import number

_UNITS = {"T": 1e12, "B": 1e9, "": 1.0}


def _active(row: Row) -> float | None:
    return number(row["params_active"]) or number(row["params_total"])


def _ratio(over: float | None, under: float | None) -> float | None:
    return None if not over or not under else over / under


_Value = Callable[[Row], float | None]
_NOTES: tuple[tuple[re.Pattern[str], _Value, float], ...] = (
    (re.compile(r'(?<![\w.])(\d+(?:\.\d+)?)([TB])\+?"? tokens'), lambda row: number(row["training_tokens"]), ROUNDED),
    (re.compile(r"\btokens (\d+(?:\.\d+)?)([TB])\b"), lambda row: number(row["training_tokens"]), ROUNDED),
    (
        re.compile(r"~([\d,]+)() tokens per parameter"),
        lambda row: _ratio(number(row["training_tokens"]), _active(row)),
        ROUNDED / 2,
    ),
    (re.compile(r"6ND (?:gives|is) ([\d.]+e\d+)()"), lambda row: number(row["flop_6ND_check"]), ROUNDED),
    (
        re.compile(r"active = ([\d.]+)()%"),
        lambda row: 100 * (_ratio(number(row["params_active"]), number(row["params_total"])) or 0.0),
        ROUNDED,
    ),
    (
        re.compile(r"([\d.]+)()% of the parameters are the vocabulary"),
        lambda row: 100 * (_ratio((number(row["vocab"]) or 0) * (number(row["d_model"]) or 0), _active(row)) or 0.0),
        ROUNDED_TWICE,
    ),
)
"""What a source or a note of `models.csv` says with a number and a unit, what the row's cells give, how near."""

TWICE: tuple[tuple[str, str, str, str, float], ...] = (
    ("limits/cost/findings", "reasoning", "long", "queries.reasoning.watt_hours", 1),
    ("limits/cost/findings", "growth", "factor", "cost_trend.growth_per_year", 1),
    ("limits/cost/findings", "centres", "twh", "data_centres.twh", 1),
    ("limits/cost/findings", "centres", "share", "data_centres.share_of_electricity", 100),
    ("limits/cost/findings", "centres", "growth", "data_centres.growth_2025", 100),
    ("limits/cost/findings", "centres", "expected", "data_centres.twh_2030", 1),
    ("limits/cost/findings", "centres", "low", "data_centres.twh_2030_low", 1),
    ("limits/cost/findings", "centres", "high", "data_centres.twh_2030_high", 1),
)
"""A value of a finding (file, key, name) that `cost.toml` holds, too: where, and how many times as large."""


def noted(tables: Tables, trees: Trees) -> Iterator[Claim]:
    """All of them, for the files that are there."""
    for line, row in enumerate(tables.get("models", ()), start=2):
        for text in (row["source"], row["note"]):
            yield from _noted_of_a_model(f"line {line}", row, text)
    for file, finding, name, place, times in TWICE:
        values = trees.get(file, {}).get(finding, {}).get("values", {})
        known = _found(trees.get("cost", {}), place)
        if name in values and isinstance(known, int | float):
            what = f"{name}, as cost.toml has it ({place})"
            yield Claim(f"{file}.toml", finding, what, float(values[name]), known * times, 1e-9)


def _noted_of_a_model(place: str, row: Row, text: str) -> Iterator[Claim]:
    for pattern, value_of, tolerance in _NOTES:
        for match in pattern.finditer(text):
            value = value_of(row)
            if value is not None:
                stated = float(match[1].replace(",", "")) * _UNITS[match[2]]
                yield Claim("models.csv", place, f"“{match[0]}”", stated, value, tolerance)


def _found(node: object, path: str) -> object:
    """What stands under a dotted path; an entry of an array of tables is found by its `key`. None if there is none."""
    for key in path.split("."):
        if isinstance(node, list):
            node = next((entry for entry in node if entry.get("key") == key), None)
        else:
            node = node.get(key) if isinstance(node, dict) else None
    return node
