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

_TWICE: tuple[tuple[str, str, str, str, float], ...] = (
    ("limits/cost/findings", "reasoning.values.long", "cost", "queries.reasoning.watt_hours", 1),
    ("limits/cost/findings", "reasoning.values.times", "limits/speed/findings", "reasoning.values.times", 1),
    ("limits/speed/findings", "bandwidth.values.gigabytes", "cost", "accelerators.H100 SXM.bandwidth", 1e-9),
    ("limits/returns/findings", "truthful.values.best", "limits/hallucination/findings", "truthfulqa.values.best", 1),
    (
        "limits/returns/findings",
        "truthful.values.people",
        "limits/hallucination/findings",
        "truthfulqa.values.people",
        1,
    ),
    ("limits/returns/findings", "stock.values.tokens", "limits/data/findings", "supply.values.trillions", 1),
)
"""Values that stand in two places: a tree and a path in it, another tree and path, how many times as large it is."""


def noted(tables: Tables, trees: Trees) -> Iterator[Claim]:
    """All of them, for the files that are there."""
    for line, row in enumerate(tables.get("models", ()), start=2):
        for text in (row["source"], row["note"]):
            yield from _noted_of_a_model(f"line {line}", row, text)
    for file, place, other, other_place, times in _TWICE:
        stated, known = _found(trees.get(file), place), _found(trees.get(other), other_place)
        if isinstance(stated, int | float) and isinstance(known, int | float):
            what = f"as in {other}.toml, {other_place}"
            yield Claim(f"{file}.toml", place, what, stated, times * known, 1e-9, place)


def _noted_of_a_model(place: str, row: Row, text: str) -> Iterator[Claim]:
    for pattern, value_of, tolerance in _NOTES:
        for match in pattern.finditer(text):
            value = value_of(row)
            if value is not None:
                stated = float(match[1].replace(",", "")) * _UNITS[match[2]]
                yield Claim("models.csv", place, f"“{match[0]}”", stated, value, tolerance)


def _found(node: object, path: str) -> object:
    """What stands under a dotted path; an array's entry is found by its `key` or `name`. None if there is nothing."""
    for step in path.split("."):
        if isinstance(node, list):
            node = next((entry for entry in node if step in (entry.get("key"), entry.get("name"))), None)
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return node
