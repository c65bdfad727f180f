"""The values of a note as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping

from llm_viz.base.languages import Language
from llm_viz.base.numbers import Quantity


def written(
    values: Mapping[str, str | int | float | Quantity], language: Language = "en"
) -> dict[str, str | int | float]:
    """The values with their quantities as this language writes them."""
    return {name: value.written(language) if isinstance(value, Quantity) else value for name, value in values.items()}
