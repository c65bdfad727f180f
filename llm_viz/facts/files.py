"""The data files of this package, read as they are."""

from __future__ import annotations

import csv
import io
import tomllib
from importlib import resources
from typing import Any

_DATA = resources.files("llm_viz.facts") / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.csv`, every value as text."""
    return list(csv.DictReader(io.StringIO((_DATA / f"{name}.csv").read_text("utf-8"))))


def read_tree(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


def names(suffix: str) -> tuple[str, ...]:
    """The data files that end so ("csv", "toml"), without that ending."""
    return tuple(
        sorted(file.name.removesuffix(f".{suffix}") for file in _DATA.iterdir() if file.name.endswith(f".{suffix}"))
    )


def number(text: str) -> float | None:
    """A number of a table; None where the cell is empty (not disclosed)."""
    return float(text) if text.strip() else None
