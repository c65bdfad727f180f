"""Tables that are as long as they say, and columns that mean the same in every row.

`data/tables.toml` declares every table: its number of rows, whether these are all rows of what it cites (if not, by
which rule they were selected), and what its columns count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from llm_viz.facts.contents import DECLARATIONS, Data, Problem, listed

_REDEFINES = re.compile(
    r"\bcolumns?\s*=|\bonly the continued\b|\bunique corpus\b|\bover-counts\b|\btotal parameters\b|\bnot listed\b",
    re.IGNORECASE,
)
"""Words of a note that give a column another meaning than it has in other rows."""


def declared_tables(data: Data) -> Iterator[Problem]:
    """A table that is not declared, has lost rows, or is a selection without a rule."""
    declared = data.trees.get(DECLARATIONS, {})
    for name, rows in data.tables.items():
        entry = declared.get(name)
        if entry is None:
            yield Problem(f"{name}.csv", "all lines", f"not declared in {DECLARATIONS}.toml")
        elif len(rows) != entry.get("rows"):
            yield Problem(f"{name}.csv", "all lines", f"{len(rows)} rows, declared are {entry.get('rows')}")
    for name, entry in declared.items():
        if name not in data.tables:
            yield Problem(f"{DECLARATIONS}.toml", name, "declared, but there is no such table")
        elif not entry.get("complete") and not entry.get("selection"):
            yield Problem(f"{DECLARATIONS}.toml", name, "neither complete nor selected by a rule")
        else:
            yield from _said_count(data, name, entry)


def _said_count(data: Data, name: str, entry: dict[str, Any]) -> Iterator[Problem]:
    """A sentence may say how many entries the cited table has only if all of them are here."""
    said = entry.get("said")
    if said is None:
        return
    value = data.trees.get(said["file"], {}).get(said["finding"], {}).get("values", {}).get(said["value"])
    place = f"{said['finding']}.{said['value']}"
    if value != len(data.tables[name]):
        yield Problem(f"{said['file']}.toml", place, f"says {value}, the table has {len(data.tables[name])} rows")
    if not entry.get("complete"):
        yield Problem(f"{said['file']}.toml", place, "counts a table that is only a selection")


def different_meanings(data: Data) -> Iterator[Problem]:
    """A row whose note gives a column another meaning without naming that column in its cell `differs`."""
    for name, rows in data.tables.items():
        meanings = data.trees.get(DECLARATIONS, {}).get(name, {}).get("columns", {})
        for line, row in enumerate(rows, start=2):
            if _REDEFINES.search(row.get("note", "")) and not row.get("differs"):
                what = f"the note gives a column another meaning, `differs` names none: {row['note']}"
                yield Problem(f"{name}.csv", f"line {line}", what)
            for column in listed(row.get("differs")):
                if column not in meanings:
                    what = f"differs in {column!r}, of which no meaning is declared"
                    yield Problem(f"{name}.csv", f"line {line}", what)


def range_of_shares(data: Data) -> Iterator[Problem]:
    """The range of shares of the peak must be that of the published ones, all at 16 bits."""
    cost = data.trees.get("cost", {})
    used = cost.get("utilisation")
    if used is None:
        return
    runs = (run["mfu"] for run in cost["training"] if run.get("mfu_kind") == "published")
    shares = tuple(chain(used["examples"].values(), runs))
    for edge, found in (("low", min(shares)), ("high", max(shares))):
        if not math.isclose(used[edge], found):
            yield Problem("cost.toml", f"utilisation.{edge}", f"stated {used[edge]}, the published shares give {found}")
