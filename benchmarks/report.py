"""How the benchmarks measure and report: in turn with what is compared, medians with their ranges, the machine named.

A program of this package has a `TITLE`, a docstring that says what its rows mean, and `measure`, which yields rows.
`program` makes a command of it; `python -m benchmarks` runs them all (`make bench`).
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.machine import Machine, busy_share

QUIET = 0.1
"""Share of the processors that others may use while a number is still called a quiet machine's."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a program may take. `only_rounds` overrides how often each thing is measured."""

    quick: bool = False
    only_rounds: int | None = None

    def pick(self, *, quick: int, full: int) -> int:
        return quick if self.quick else full

    def rounds(self, *, quick: int, full: int) -> int:
        return self.only_rounds or self.pick(quick=quick, full=full)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured: one of `values` a round, in `unit`.

    `others`: what `against` gave in the same rounds, measured in turn with it, so that their ratio holds on a noisy
    machine, too; empty if there is nothing to compare with. `aim`: what it is to reach, in words.
    """

    what: str
    unit: str
    values: tuple[float, ...]
    against: str = ""
    others: tuple[float, ...] = ()
    aim: str = ""

    @property
    def ratios(self) -> list[float]:
        """The value over that of what it is compared with, round by round."""
        return [value / other for value, other in zip(self.values, self.others, strict=True)] if self.others else []


@dataclass(frozen=True, slots=True)
class Section:
    """What one program found in `took` seconds. `about`: what its rows mean. `busy_before`: the share of the processors
    that others used in the second before it began, None where that cannot be known.
    """

    name: str
    title: str
    about: str
    rows: tuple[Row, ...]
    took: float
    busy_before: float | None


Measure = Callable[[Effort], Iterable[Row]]


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turn(rounds: int, *measures: Callable[[], float]) -> Iterator[tuple[float, ...]]:
    """What each of the measures gives over the rounds; a round runs them one after the other, every other round
    backwards, so that none is always the one that finds the caches warm.
    """
    found: list[list[float]] = [[] for _ in measures]
    for turn in range(rounds):
        order = list(zip(measures, found, strict=True))
        for measure, values in reversed(order) if turn % 2 else order:
            values.append(measure())
    return (tuple(values) for values in found)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def number(value: float) -> str:
    """Three digits, as many as such measurements are worth."""
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}"
    if abs(value) < 0.1:
        return f"{value:.1g}" if abs(value) < 0.001 else f"{value:.2g}"
    return f"{value:.{1 if abs(value) >= 10 else 2}f}"


def spread(values: Sequence[float]) -> str:
    """The median, and between which values it lies."""
    median = number(statistics.median(values))
    return median if len(values) == 1 else f"{median} ({number(min(values))}–{number(max(values))})"


HEADINGS = ("", "measured", "compared with", "which gave", "ratio", "aim")


def cells(row: Row) -> tuple[str, ...]:
    """A row of the table, under `HEADINGS`. A row without values is a finding in words."""
    if not row.values:
        return row.what, "", "", "", "", row.aim
    other = f"{spread(row.others)} {row.unit}" if row.others else ""
    return (
        row.what,
        f"{spread(row.values)} {row.unit}",
        row.against,
        other,
        spread(row.ratios) if other else "",
        row.aim,
    )


def table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table, without columns in which nothing stands."""
    lines = list(lines)
    kept = [column for column in range(len(headings)) if any(line[column] for line in lines)]
    rule = ["---"] * len(headings)
    return "\n".join(f"| {' | '.join(line[column] for column in kept)} |" for line in (headings, rule, *lines))


def markdown_table(rows: Sequence[Row]) -> str:
    """The rows as a table, under `HEADINGS`."""
    return table(HEADINGS, map(cells, rows)) if rows else "Nothing was measured."


def markdown(section: Section) -> str:
    """A section under its heading."""
    return f"### {section.title}\n\n{section.about}\n\n{markdown_table(section.rows)}"


def summary(machine: Machine, sections: Sequence[Section], *, quick: bool) -> str:
    """Machine, remarks and sections in Markdown."""
    remarks = [f"Measured on {machine.day} at {machine.state}: {machine.described()}."]
    remarks.append("Medians over the rounds; in brackets the least and the greatest. A ratio is the median of the")
    remarks.append("rounds' ratios: what is compared was measured in turn, in the same run.")
    if quick:
        remarks.append("**This was a quick run**, with few rounds: it shows that the programs work.")
    busiest = max((section.busy_before or 0.0 for section in sections), default=0.0)
    if busiest > QUIET:
        remarks.append(
            f"**The machine was busy**: others used up to {busiest:.0%} of its processors. Read ratios, not times."
        )
    return "\n\n".join([" ".join(remarks), *map(markdown, sections)])


def as_json(machine: Machine, sections: Sequence[Section], *, quick: bool) -> str:
    """The same with every single value, for programs."""
    found = {"machine": asdict(machine), "quick": quick, "sections": [asdict(section) for section in sections]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def read_section(text: str) -> Section:
    """The section that `program` wrote."""
    found = json.loads(text)
    rows = [Row(**{**row, "values": tuple(row["values"]), "others": tuple(row["others"])}) for row in found.pop("rows")]
    return Section(**found, rows=tuple(rows))


def replaced(text: str, name: str, body: str) -> str:
    """The text with what stands between the marks `<!-- NAME -->` and `<!-- /NAME -->` replaced. ValueError without."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, after = text.index(begin) + len(begin), text.index(end)
    return f"{text[:before]}\n{body}\n{text[after:]}"


def program(name: str, title: str, about: str, measure: Measure) -> None:
    """The command of one program: print its rows as they come, and keep them if asked to.

    about: the module's docstring, whose first paragraph goes into the report.
    """
    program_with_options(name, title, about, lambda _: measure, parser_of(about))


def parser_of(about: str) -> argparse.ArgumentParser:
    """For a program that takes more than all do; `about`: its docstring."""
    return argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)


def program_with_options(
    name: str,
    title: str,
    about: str,
    measure_of: Callable[[argparse.Namespace], Measure],
    parser: argparse.ArgumentParser,
) -> None:
    """Likewise, of a program whose `parser` has options of its own: `measure_of` makes of them what is measured."""
    parser.add_argument("--quick", action="store_true", help="few rounds: whether it works")
    parser.add_argument("--rounds", type=int, help="how often each thing is measured")
    parser.add_argument("--json", type=Path, help="write the rows, too, into this file")
    options = parser.parse_args()
    busy, began, rows = busy_share(), time.perf_counter(), []
    for row in measure_of(options)(Effort(options.quick, options.rounds)):
        rows.append(row)
        print("; ".join(part for part in cells(row) if part), flush=True)
    section = Section(name, title, first_paragraph(about), tuple(rows), round(time.perf_counter() - began, 1), busy)
    if options.json is not None:
        options.json.write_text(json.dumps(asdict(section), ensure_ascii=False), "utf-8")


def first_paragraph(docstring: str) -> str:
    """What stands above the first empty line, as one line."""
    return " ".join(docstring.strip().split("\n\n")[0].split())
