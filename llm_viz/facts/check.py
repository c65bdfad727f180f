"""Whether the data files can be trusted: every figure has a source and a confidence, and what follows from other
figures is recomputed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from llm_viz.facts.derived import Claim, claims
from llm_viz.facts.files import FINDINGS, names, number, read_table, read_tree
from llm_viz.facts.source import CONFIDENCES

_NO_CITATION = re.compile(
    r"^\W*$|^\W*(same|ibid|idem|unknown|todo)\W*$|[;:,(]\s*[;:,)]|^\s*[;:,]|[;:,]\s*$", re.IGNORECASE
)
"""A cell that names nothing, points to another row, or has lost one of its citations."""


@dataclass(frozen=True, slots=True)
class Data:
    """All data files: tables (CSV) as rows of text, trees (TOML) as nested dictionaries, by name."""

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    trees: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what stands for its source and confidence, as found in the file (None: nothing)."""

    file: str
    place: str
    source: object
    confidence: object


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the file's name and the row or key in it."""

    file: str
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at: figures with their sources, values that were recomputed, and what was wrong."""

    files: tuple[str, ...]
    figures: int
    recomputed: int
    problems: tuple[Problem, ...]


def shipped() -> Data:
    """The data files of the package."""
    return Data(
        {name: read_table(name) for name in names("csv")},
        {name: read_tree(name) for name in names("toml")},
    )


def figures(data: Data) -> tuple[Figure, ...]:
    """Every number of every file."""
    return (*_figures_of_tables(data), *_figures_of_trees(data))


def check(data: Data) -> CheckReport:
    """Look through all of it."""
    found = figures(data)
    recomputed = list(claims(data.tables, data.trees))
    problems = [problem for one in found for problem in _source_problems(one)]
    problems += [problem for one in recomputed if (problem := _claim_problem(one)) is not None]
    return CheckReport(
        files=tuple(sorted([*(f"{name}.csv" for name in data.tables), *(f"{name}.toml" for name in data.trees)])),
        figures=len(found),
        recomputed=len(recomputed),
        problems=tuple(dict.fromkeys(problems)),
    )


def _figures_of_tables(data: Data) -> Iterator[Figure]:
    for name, rows in data.tables.items():
        for line, row in enumerate(rows, start=2):  # as an editor counts, the header being 1
            for cell in row.values():
                if _is_number(cell):
                    yield Figure(f"{name}.csv", f"line {line}", row.get("source"), row.get("confidence"))


def _figures_of_trees(data: Data) -> Iterator[Figure]:
    for name, tree in data.trees.items():
        if name.endswith(f"/{FINDINGS}"):  # a finding needs a source even where its sentence holds no number
            yield from (
                Figure(f"{name}.toml", key, entry.get("source"), entry.get("confidence")) for key, entry in tree.items()
            )
        yield from _figures_below(f"{name}.toml", "", tree, (None, None))


def _figures_below(file: str, place: str, node: object, inherited: tuple[object, object]) -> Iterator[Figure]:
    """Every number of a table counts as sourced by that table, or else by the one that holds it."""
    if isinstance(node, dict):
        source = node.get("source", inherited[0])
        confidence = node.get("confidence", inherited[1])
        for key, value in node.items():
            yield from _figures_below(file, f"{place}.{key}" if place else key, value, (source, confidence))
    elif isinstance(node, list):
        for index, value in enumerate(node, start=1):
            yield from _figures_below(file, f"{place}[{index}]", value, inherited)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield Figure(file, place, *inherited)


def _source_problems(figure: Figure) -> Iterator[Problem]:
    if not isinstance(figure.source, str) or _NO_CITATION.search(figure.source):
        yield Problem(figure.file, figure.place, f"no source: {figure.source!r}")
    if figure.confidence not in CONFIDENCES:
        yield Problem(figure.file, figure.place, f"no confidence: {figure.confidence!r}")


def _claim_problem(claim: Claim) -> Problem | None:
    if math.isclose(claim.stated, claim.computed, rel_tol=claim.tolerance, abs_tol=0.0):
        return None
    what = f"{claim.what}: stated {claim.stated:.6g}, recomputed {claim.computed:.6g}"
    return Problem(claim.file, claim.place, what)


def _is_number(cell: str | None) -> bool:
    try:
        return cell is not None and number(cell) is not None
    except ValueError:
        return False
