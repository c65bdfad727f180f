"""CrowS-Pairs (Nangia et al. 2020) for the Pythia models, as EleutherAI measured it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from llm_viz.facts.files import read_table
from llm_viz.facts.source import Source

Category = Literal["all", "gender"]
NO_PREFERENCE = 50.0
"""Per cent of pairs in which a model without any preference would choose the stereotype."""
_NAMES = {"crows_pairs_english": "all", "crows_pairs_english_gender": "gender"}
_LAST_STEP = 143_000
_UNITS = {"m": 1e6, "b": 1e9}


@dataclass(frozen=True, slots=True)
class StereotypeShare:
    """One trained model: per cent of sentence pairs of which it finds the stereotyped one likelier, and its error."""

    model: str
    parameters: float
    percent: float
    standard_error: float
    source: Source


@cache
def crows_pairs(category: Category) -> tuple[StereotypeShare, ...]:
    """The fully trained models by size; those that were trained on data without duplicates are left out."""
    rows = [
        row
        for row in read_table("crows_pairs_pythia")
        if _NAMES.get(row["category"]) == category
        and int(row["training_step"]) == _LAST_STEP
        and re.fullmatch(r"pythia-[0-9.]+[mb]", row["model"])
    ]
    found = [
        StereotypeShare(
            row["model"].capitalize(),
            _parameters(row["model"]),
            float(row["pct_stereotype"]),
            float(row["stderr"]),
            Source(row["source"], "high"),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.parameters))


def _parameters(model: str) -> float:
    size = model.removeprefix("pythia-")
    return float(size[:-1]) * _UNITS[size[-1]]
