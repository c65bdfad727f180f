"""What studies found: single figures that pages cite in a sentence of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from llm_viz.facts.files import FINDINGS, read_tree
from llm_viz.facts.load import load
from llm_viz.facts.source import Source


@dataclass(frozen=True, slots=True)
class Finding:
    """One result. Its sentence is the message `finding-<key>` of the page's strings, with `values` filled in."""

    key: str
    source: Source
    values: dict[str, str | int | float]


@cache
def findings(room: str) -> tuple[Finding, ...]:
    """The findings of a chapter ("scaling") or of a part of one ("limits.bias"), in the order of its file."""
    name = f"{room.replace('.', '/')}/{FINDINGS}"
    return tuple(
        load(Finding, {"values": {}} | entry | {"key": key}, f"{name}.toml, {key}")
        for key, entry in read_tree(name).items()
    )
