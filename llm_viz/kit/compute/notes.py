"""Sentences that the numbers on screen support."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A "look here" sentence: a message id of the chapter's strings and its values. Made only when it is true."""

    key: str
    values: dict[str, str | int | float] = field(default_factory=dict)
