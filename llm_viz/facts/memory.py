"""What holding a model takes: bytes for each parameter and for each token of context (`data/memory.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from llm_viz.facts.files import read_tree
from llm_viz.facts.source import Source


@dataclass(frozen=True, slots=True)
class Precisions:
    """Bytes that a parameter takes in each format, widest first."""

    bytes_per_parameter: dict[str, float]
    source: Source


@dataclass(frozen=True, slots=True)
class KeyValueCache:
    """What a model keeps of each token it has read (keys and values, all layers, 16 bits each number)."""

    model: str
    bytes_per_token: float
    source: Source


def precisions() -> Precisions:
    """fp32, bf16, fp8, mxfp4 and int4."""
    table = read_tree("memory")["precisions"]
    return Precisions(table["bytes_per_parameter"], Source(table["source"], table["confidence"]))


@cache
def key_value_caches() -> tuple[KeyValueCache, ...]:
    """The published models of which it is known."""
    return tuple(
        KeyValueCache(entry["model"], entry["bytes_per_token"], Source(entry["source"], entry["confidence"]))
        for entry in read_tree("memory")["key_value_cache"]
    )
