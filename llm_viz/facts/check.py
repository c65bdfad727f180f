"""Whether the data files can be trusted: every figure has a source and a confidence, what follows from other figures is
recomputed, and the rules of `facts/rules` hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from llm_viz.facts.contents import DECLARATIONS, Data, Problem, is_findings, listed, seen_of
from llm_viz.facts.derived import Claim, claims
from llm_viz.facts.files import number
from llm_viz.facts.noted import noted
from llm_viz.facts.rules.dates import (
    LastCheck,
    days_without_a_witness,
    impossible_dates,
    last_checks,
    law_without_a_day,
)
from llm_viz.facts.rules.doubts import denied_confidence, doubted_values
from llm_viz.facts.rules.sentences import unsaid_values
from llm_viz.facts.rules.shares import circular_shares
from llm_viz.facts.rules.tables import declared_tables, different_meanings, range_of_shares
from llm_viz.facts.source import CONFIDENCES

_NO_CITATION = re.compile(
    r"^\W*$|^\W*(same|ibid|idem|unknown|todo)\W*$|[;:,(]\s*[;:,)]|^\s*[;:,]|[;:,]\s*$", re.IGNORECASE
)
"""A cell that names nothing, points to another row, or has lost one of its citations."""


RULES: tuple[Callable[[Data], Iterator[Problem]], ...] = (
    declared_tables,
    different_meanings,
    range_of_shares,
    circular_shares,
    denied_confidence,
    doubted_values,
    law_without_a_day,
    impossible_dates,
    days_without_a_witness,
    unsaid_values,
)
"""What must hold beyond a source for every figure and values that follow from others."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what stands for its source, its confidence, the day for which it holds and what it was last
    compared with, as found in the file (None: nothing).

    A value that its entry calls `unverified` has low confidence, whatever the entry has. `checked`: the day on which it
    or its whole table was last compared. `value` is None for a finding as a whole, its sentence; `column`: of a table.
    """

    file: str
    place: str
    source: object
    confidence: object
    as_of: object = None
    seen: object = None
    checked: object = None
    value: float | None = None
    column: str = ""

    @property
    def name(self) -> str:
        """What tells it from all other figures of its file."""
        return f"{self.place}, {self.column}" if self.column else self.place


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked: how many figures, how many recomputed values, the problems found, and when entries were last
    compared with their sources.
    """

    files: tuple[str, ...]
    figures: int
    recomputed: int
    problems: tuple[Problem, ...]
    last_checks: tuple[LastCheck, ...]


def figures(data: Data) -> tuple[Figure, ...]:
    """Every number of every file."""
    return (*_figures_of_tables(data), *_figures_of_trees(data))


def recomputable(data: Data) -> tuple[Claim, ...]:
    """Every value that follows from others, with what those give."""
    return (*claims(data.tables, data.trees), *noted(data.tables, data.trees))


def check(data: Data) -> CheckReport:
    """Check every figure's source and confidence, every value that can be recomputed, and all rules."""
    found = figures(data)
    recomputed = recomputable(data)
    problems = [problem for figure in found for problem in _source_problems(figure)]
    problems += [problem for claim in recomputed if (problem := _claim_problem(claim)) is not None]
    problems += [problem for rule in RULES for problem in rule(data)]
    return CheckReport(
        files=tuple(sorted([*(f"{name}.csv" for name in data.tables), *(f"{name}.toml" for name in data.trees)])),
        figures=len(found),
        recomputed=len(recomputed),
        problems=tuple(dict.fromkeys(problems)),
        last_checks=last_checks(data),
    )


def _figures_of_tables(data: Data) -> Iterator[Figure]:
    declared = data.trees.get(DECLARATIONS, {})
    for name, rows in data.tables.items():
        checked = declared.get(name, {}).get("checked")
        for line, row in enumerate(rows, start=2):  # as an editor counts, the header being 1
            doubted = listed(row.get("unverified"))
            for column, cell in row.items():
                if (value := _number(cell)) is not None:
                    confidence = "low" if column in doubted else row.get("confidence")
                    yield Figure(
                        f"{name}.csv",
                        f"line {line}",
                        row.get("source"),
                        confidence,
                        checked=checked,
                        value=value,
                        column=column,
                    )


def _figures_of_trees(data: Data) -> Iterator[Figure]:
    for name, tree in data.trees.items():
        above = Figure(f"{name}.toml", "", None, None)
        if is_findings(name):  # a finding needs a source even where its sentence holds no number
            yield from (_within(above, key, name, entry) for key, entry in tree.items())
        yield from _figures_below(name, "", tree, above)


def _figures_below(tree: str, place: str, node: object, above: Figure) -> Iterator[Figure]:
    """Every number of a table counts as sourced by that table, or else by the one that holds it (`above`)."""
    if isinstance(node, dict):
        here = _within(above, place, tree, node)
        doubted = node.get("unverified", ())
        for key, value in node.items():
            within = f"{place}.{key}" if place else key
            sure = "low" if key in doubted else here.confidence
            yield from _figures_below(tree, within, value, replace(here, place=within, confidence=sure))
    elif isinstance(node, list):
        for index, value in enumerate(node, start=1):
            within = f"{place}[{index}]"
            yield from _figures_below(tree, within, value, replace(above, place=within))
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield replace(above, value=float(node))


def _within(above: Figure, place: str, tree: str, node: dict[str, object]) -> Figure:
    """What a table says of the figures in it; what it leaves unsaid is as `above`."""
    said: dict[str, Any] = {part: node.get(part, getattr(above, part)) for part in ("source", "confidence", "as_of")}
    if "source" in node:  # only this very source was seen on that day
        said |= {"seen": seen_of(tree, node), "checked": node.get("checked")}
    return replace(above, place=place, **said)


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


def _number(cell: str | None) -> float | None:
    """The number in a cell; None if it holds none."""
    try:
        return None if cell is None else number(cell)
    except ValueError:
        return None
