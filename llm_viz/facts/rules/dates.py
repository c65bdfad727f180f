"""For which day a statement about law holds, and when an entry was last compared with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from llm_viz.facts.contents import Data, Problem, seen_of, sourced_entries
from llm_viz.facts.source import SEEN

_LAW = re.compile(r"\bRegulation \(EU\)|\bDirective \(EU\)|\bAI Act\b|法律")
_DATES = ("as_of", "checked")


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When an entry was last compared (year-month-day), and with what; None and "never" where nobody noted it."""

    file: str
    place: str
    day: str | None
    seen: str


def law_without_a_day(data: Data) -> Iterator[Problem]:
    """A statement about law has to say for which day it holds."""
    for name, tree in data.trees.items():
        for place, entry in sourced_entries(tree):
            about_law = entry.get("kind") == "law" or _LAW.search(str(entry["source"]))
            if about_law and "as_of" not in entry:
                yield Problem(f"{name}.toml", place, "a statement about law without `as_of`")


def impossible_dates(data: Data) -> Iterator[Problem]:
    """A date that is none, or a statement that holds for a day after its last check."""
    for name, tree in data.trees.items():
        for place, entry in sourced_entries(tree):
            dates = {key: entry[key] for key in _DATES if key in entry}
            for key, day in dates.items():
                if type(day) is not date:
                    yield Problem(f"{name}.toml", place, f"{key} is no date: {day!r}")
            as_of, checked = (entry.get(key) for key in _DATES)
            if type(as_of) is date and type(checked) is date and as_of > checked:
                yield Problem(f"{name}.toml", place, "`as_of` is later than the last check")


def days_without_a_witness(data: Data) -> Iterator[Problem]:
    """A day of the last check that does not say what was seen on it, or what was seen without a day."""
    for name, tree in data.trees.items():
        for place, entry in sourced_entries(tree):
            if ("checked" in entry) != ("seen" in entry):
                missing = "`seen`" if "checked" in entry else "`checked`"
                yield Problem(f"{name}.toml", place, f"a last check without {missing}")
            elif entry.get("seen", "source") not in SEEN:
                yield Problem(f"{name}.toml", place, f"seen is none of {', '.join(SEEN)}: {entry['seen']!r}")


def last_checks(data: Data) -> tuple[LastCheck, ...]:
    """Findings, declared tables and what else has such a date: those without one first, then the oldest."""
    found = (
        LastCheck(f"{name}.toml", place, None if (day := entry.get("checked")) is None else str(day), str(seen))
        for name, tree in data.trees.items()
        for place, entry in sourced_entries(tree)
        if (seen := seen_of(name, entry)) is not None
    )
    return tuple(sorted(found, key=lambda check: (check.day or "", check.file, check.place)))
