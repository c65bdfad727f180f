"""The data files, read as they are: the tables of this package, and the findings in the rooms of the chapters."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_CHAPTERS = Path(__file__).parents[1] / "chapters"
FINDINGS = "findings"
"""What the data file of a room is called: `limits/bias/findings.toml`."""


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of the table `<name>.csv`, every value as text."""
    return list(csv.DictReader(io.StringIO((_DATA / f"{name}.csv").read_text("utf-8"))))


def read_tree(name: str) -> dict[str, Any]:
    """The tables of `<name>.toml`: "models" lies in this package, "limits/bias/findings" in that room."""
    return tomllib.loads(((_CHAPTERS if "/" in name else _DATA) / f"{name}.toml").read_text("utf-8"))


def names(suffix: str) -> tuple[str, ...]:
    """The data files that end so ("csv", "toml"), without that ending, as `read_table` and `read_tree` take them."""
    shared = [file.name for file in _DATA.glob(f"*.{suffix}")]
    of_rooms = [file.relative_to(_CHAPTERS).as_posix() for file in _CHAPTERS.rglob(f"{FINDINGS}.{suffix}")]
    return tuple(sorted(name.removesuffix(f".{suffix}") for name in (*shared, *of_rooms)))


def number(text: str) -> float | None:
    """A number of a table; None where the cell is empty (not disclosed)."""
    return float(text) if text.strip() else None
