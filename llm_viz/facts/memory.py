"""What holding a model takes: bytes for each parameter and for each token of context (`data/memory.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from llm_viz.facts.load import load_table, load_tables
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


@dataclass(frozen=True, slots=True)
class TrainingMemory:
    """Bytes that a parameter takes in training: weights, gradients, a copy in 32 bits, and Adam's two moments."""

    bytes_per_parameter: float
    source: Source


def precisions() -> Precisions:
    """fp32, bf16, fp8, mxfp4 and int4."""
    return load_table(Precisions, "memory", "precisions")


def training_memory() -> TrainingMemory:
    """For Adam in mixed precision; activations come on top."""
    return load_table(TrainingMemory, "memory", "training")


@cache
def key_value_caches() -> tuple[KeyValueCache, ...]:
    """The published models of which it is known."""
    return load_tables(KeyValueCache, "memory", "key_value_cache")
