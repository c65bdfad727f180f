"""Confidence that its own words deny.

A doubt about one value stands in the entry's `unverified` (of a table: names of columns, of a tree: keys) and lowers
that value alone. In a source or a note, where it would lower nothing, it is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from llm_viz.facts.contents import Data, Problem, listed, sourced_entries

_DOUBT = re.compile(r"\bunverified\b|\bnot (?:yet )?(?:verified|checked)\b|\brecalled\b|\bfrom memory\b", re.IGNORECASE)
_SECOND_HAND = re.compile(r"\bas (?:quoted|reported)\b|\bread in (?:a )?summar|\bsecondary\b", re.IGNORECASE)


def denied_confidence(data: Data) -> Iterator[Problem]:
    """A source or a note that says it was not looked up, or only at second hand, beside a confidence that is higher."""
    for name, rows in data.tables.items():
        for line, row in enumerate(rows, start=2):
            yield from _denied(f"{name}.csv", f"line {line}", row)
    for name, tree in data.trees.items():
        for place, entry in sourced_entries(tree):
            yield from _denied(f"{name}.toml", place, entry)


def doubted_values(data: Data) -> Iterator[Problem]:
    """An `unverified` that names no value of its entry."""
    for name, rows in data.tables.items():
        for line, row in enumerate(rows, start=2):
            for column in listed(row.get("unverified")):
                if not row.get(column):
                    yield Problem(f"{name}.csv", f"line {line}", f"unverified names {column!r}, which holds nothing")
    for name, tree in data.trees.items():
        for place, entry in sourced_entries(tree):
            for key in entry.get("unverified", ()):
                if key not in entry:
                    yield Problem(f"{name}.toml", place, f"unverified names {key!r}, which is no key")


def _denied(file: str, place: str, entry: Mapping[str, object]) -> Iterator[Problem]:
    confidence = entry.get("confidence")
    if confidence == "high" and entry.get("seen") == "reports":
        yield Problem(file, place, "high, but seen only in reports by others")
    for key in ("source", "note"):
        text = str(entry.get(key, ""))
        if doubt := _DOUBT.search(text):
            yield Problem(
                file, place, f"{confidence}, but its {key} says {doubt[0]!r}: name the values in `unverified`"
            )
        elif confidence == "high" and (doubt := _SECOND_HAND.search(text)):
            yield Problem(file, place, f"high, but its {key} says {doubt[0]!r}")
