"""The values of a note as an English reader sees them."""

from __future__ import annotations

from collections.abc import Mapping

from llm_viz.base.numbers import Quantity


def written(values: Mapping[str, str | int | float | Quantity]) -> dict[str, str | int | float]:
    """The values with their quantities in English."""
    return {name: value.written("en") if isinstance(value, Quantity) else value for name, value in values.items()}
