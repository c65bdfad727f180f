"""Every published figure as a dot of the wall: what it is, whose word it is, and how sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from llm_viz.chapters.sources.compute.titles import chapter_of
from llm_viz.facts.check import Figure, figures, recomputable
from llm_viz.facts.contents import Data, Row, is_findings, shipped

Kind = Literal["read", "follows", "medium", "low"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""High confidence and read in the source; high, but it can be worked out from other figures of the files; as in
`Confidence`.
"""
_INSIDE = frozenset({"examples", "grams_co2e_per_kwh", "bytes_per_parameter", "hours_by_stage", "standard_errors"})
"""Tables of a tree whose keys are things, not quantities: the table's own name says what is counted."""
_STEP = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class WallFigure:
    """One figure.

    `label` is what it is about, as its file has it; a finding (`finding`: its room and key) has a sentence instead.
    `unit`: a column or a quantity. `value`: None for a finding as a whole. `seen`: with what it was compared on the day
    `checked`; None for a row of a table, which was compared as a whole. `recomputed`: the check works it out from other
    figures.
    """

    kind: Kind
    file: str
    chapter: str | None
    label: str
    finding: tuple[str, str] | None
    unit: str
    value: float | None
    citation: str
    as_of: date | None
    seen: str | None
    checked: date | None
    recomputed: bool


@cache
def wall() -> tuple[WallFigure, ...]:
    """All figures of the shipped files, the surest first, within a kind by file and source."""
    return wall_of(shipped())


def wall_of(data: Data) -> tuple[WallFigure, ...]:
    """All figures of these files that have a proper source, in the order of `wall`."""
    recomputed = {(claim.file, claim.figure) for claim in recomputable(data) if claim.figure}
    shown = [
        _shown(figure, data, is_recomputed=(figure.file, figure.name) in recomputed)
        for figure in figures(data)
        if isinstance(figure.source, str) and figure.confidence in ("high", "medium", "low")
    ]
    return tuple(sorted(shown, key=lambda figure: (KINDS.index(figure.kind), figure.file, figure.citation)))


def example(all_figures: tuple[WallFigure, ...]) -> WallFigure:
    """A figure that everybody understands, to show before anybody guesses: a test result of GPT-3."""
    return next(
        figure
        for figure in all_figures
        if figure.label == "GPT-3 175B · 3-digit addition (3D+) · few-shot K=50" and "accuracy" in figure.unit
    )


def least_sure(all_figures: tuple[WallFigure, ...], most: int) -> list[str]:
    """Models whose computation for training is among the least sure figures, each once."""
    names = (figure.label for figure in all_figures if figure.kind == "low" and figure.unit == "train_flop")
    return list(dict.fromkeys(names))[:most]


def _shown(figure: Figure, data: Data, *, is_recomputed: bool) -> WallFigure:
    name = figure.file.rpartition(".")[0]
    if figure.column:
        row = data.tables[name][int(figure.place.removeprefix("line ")) - 2]
        label, unit = _LABELS.get(name, _named)(row), figure.column
        unit = f"{row['metric']} {row['unit']}" if (name, unit) == ("emergence", "value") else unit
    elif is_findings(name):
        label, unit = "", ""
    else:
        label, unit = _of_tree(data.trees[name], figure.place)
    return WallFigure(
        _kind(figure, is_recomputed=is_recomputed),
        figure.file,
        chapter_of(figure.file),
        label,
        (name.rpartition("/")[0].replace("/", "."), figure.place.partition(".")[0]) if is_findings(name) else None,
        unit,
        figure.value,
        str(figure.source),
        figure.as_of if isinstance(figure.as_of, date) else None,
        figure.seen if isinstance(figure.seen, str) else None,
        figure.checked if isinstance(figure.checked, date) else None,
        is_recomputed,
    )


def _kind(figure: Figure, *, is_recomputed: bool) -> Kind:
    if figure.confidence != "high":
        return "medium" if figure.confidence == "medium" else "low"
    return "follows" if is_recomputed or str(figure.source).startswith("derived") else "read"


def _of_a_test(row: Row) -> str:
    step = f" @ {int(row['training_step']):,}" if row["training_step"] else ""
    return f"{row['model'].rpartition('/')[2]}{step} · {row['task']} · {row['setting']}"


def _of_a_run(row: Row) -> str:
    return f"{float(row['params']):.1e} × {float(row['tokens_6ND']):.1e}"


def _of_pairs(row: Row) -> str:
    return f"{row['model']} · {row['category'].replace('_', ' ')}"


def _named(row: Row) -> str:
    return next((row[key] for key in ("name", "ability", "language") if key in row), "")


_LABELS: Mapping[str, Callable[[Row], str]] = {
    "emergence": _of_a_test,
    "chinchilla_points": _of_a_run,
    "crows_pairs_pythia": _of_pairs,
}
"""What a row of a table is about."""


def _of_tree(tree: dict[str, Any], place: str) -> tuple[str, str]:
    """What a number of a tree is about, and the name of its quantity: ("GPT-3 175B", "energy_mwh")."""
    *above, last = place.split(".")
    if above and above[-1] in _INSIDE:
        about, unit = [*above[:-1], last], above[-1]
    else:
        about, unit = above, last
    node: Any = tree
    titles = []
    for step in about:
        name = _STEP.sub("", step)
        node = node.get(name) if isinstance(node, dict) else None
        if (found := _STEP.search(step)) and isinstance(node, list):
            node = node[int(found[1]) - 1]
            titles.append(next((str(node[key]) for key in ("model", "name", "key") if key in node), name))
        else:
            titles.append(name.replace("_", " "))
    return " · ".join(titles), _STEP.sub("", unit)
