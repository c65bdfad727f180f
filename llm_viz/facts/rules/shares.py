"""Shares of the peak (MFU) that would prove themselves: a share computed from the hours cannot confirm the hours."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import get_args

from llm_viz.facts.contents import Data, Problem
from llm_viz.facts.cost import UtilisationKind
from llm_viz.facts.derived import ROUNDED_TWICE, training_flop
from llm_viz.facts.files import number

_SECONDS = 3600  # in an hour


def circular_shares(data: Data) -> Iterator[Problem]:
    """A share without its kind or chip; a derived one that its hours do not give; a published one that they do."""
    cost = data.trees.get("cost", {})
    models = {row["name"]: row for row in data.tables.get("models", ())}
    chips = {chip["name"]: chip for chip in cost.get("accelerators", ())}
    for run in cost.get("training", ()):
        if "mfu" not in run:
            continue
        place, chip = f"training of {run['model']}", chips.get(run.get("chip"))
        if run.get("mfu_kind") not in get_args(UtilisationKind) or chip is None or run["model"] not in models:
            yield Problem("cost.toml", place, "an mfu without mfu_kind, chip, or a model in models.csv")
            continue
        row = models[run["model"]]
        parameters = number(row["params_active"]) or number(row["params_total"])
        tokens = number(row["training_tokens"])
        if parameters is None or tokens is None or "chip_hours" not in run:
            continue
        share = training_flop(parameters, tokens) / (run["chip_hours"] * _SECONDS * chip["peak_flops"])
        same = math.isclose(run["mfu"], share, rel_tol=ROUNDED_TWICE)
        if run["mfu_kind"] == "derived" and not same:
            yield Problem("cost.toml", place, f"mfu {run['mfu']} is derived, but its hours give {share:.3f}")
        if run["mfu_kind"] == "published" and same and not run.get("hours_from_mfu"):
            what = f"mfu {run['mfu']} is what its own hours give: it is derived, or its hours are (hours_from_mfu)"
            yield Problem("cost.toml", place, what)
