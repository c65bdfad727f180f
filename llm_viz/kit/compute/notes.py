"""Sentences that the numbers on screen support."""

from __future__ import annotations

from dataclasses import dataclass, field

from llm_viz.base.numbers import Quantity

Values = dict[str, str | int | float | Quantity]
"""The values that a message is filled in with."""


@dataclass(frozen=True, slots=True)
class Note:
    """A "look here" sentence: a message id of the chapter's strings and its values. Made only when it is true."""

    key: str
    values: Values = field(default_factory=dict)
