"""CrowS-Pairs (Nangia et al. 2020, arXiv:2010.00133) for the Pythia models, as EleutherAI measured it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from llm_viz.facts.files import read_table
from llm_viz.facts.load import load
from llm_viz.facts.source import Source

Category = Literal["all", "gender", "race", "nationality", "religion", "socioeconomic"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""All pairs, and those about one kind of people ("race": or the colour of their skin)."""
NO_PREFERENCE = 50.0
"""Per cent of pairs in which a model without any preference would choose the stereotype."""
_TEST = "crows_pairs_english"
_IN_FILE = {"all": _TEST, "race": f"{_TEST}_race_color"}
_MODEL = re.compile(r"pythia-(?P<size>[0-9.]+)(?P<unit>[mb])(-bf16)?")
_LAST_STEP = 143_000
_UNITS = {"m": 1e6, "b": 1e9}
_COLUMNS = {"percent": "pct_stereotype", "standard_error": "stderr"}


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
        if row["category"] == _IN_FILE.get(category, f"{_TEST}_{category}")
        and int(row["training_step"]) == _LAST_STEP
        and _MODEL.fullmatch(row["model"])
    ]
    shares = (load(StereotypeShare, row | _derived(row["model"]), "crows_pairs_pythia.csv", **_COLUMNS) for row in rows)
    return tuple(sorted(shares, key=lambda share: share.parameters))


def _derived(model: str) -> dict[str, str]:
    """What the table lacks or has otherwise: the name with a capital, its size, and our confidence in the row."""
    found = _MODEL.fullmatch(model)
    assert found is not None
    parameters = float(found["size"]) * _UNITS[found["unit"]]
    name = f"Pythia-{found['size']}{found['unit']}"
    return {"model": name, "parameters": str(parameters), "confidence": "high"}
