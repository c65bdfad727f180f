"""What the charts made of rows share: the look of a row's bar, its name on the axis, and what the pointer shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol
from unicodedata import east_asian_width

from llm_viz.kit.charts.style import FIRST_COLOUR, SECOND_COLOUR, escape, hatching

BarStyle = Literal["plain", "hollow", "marked"]
"""plain; hollow: less certain, only computed, or a control; marked: what the picture is about."""
BREAK = " <br>"
"""Between the two lines of a name; the space keeps the first as far from the axis as the second."""


class Labelled(Protocol):
    """A row of a chart: its name, how its value is written, how its bar looks, and what the pointer shows."""

    @property
    def name(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def style(self) -> BarStyle: ...

    @property
    def hover(self) -> str: ...


def colours(rows: Sequence[Labelled]) -> list[str]:
    """The colour of each row."""
    return [SECOND_COLOUR if row.style == "marked" else FIRST_COLOUR for row in rows]


def bar_markers(rows: Sequence[Labelled]) -> dict[str, object]:
    """The markers of a trace of bars, one bar for each row; hollow bars are hatched."""
    return {"color": colours(rows), "pattern": hatching([row.style == "hollow" for row in rows])}


def hovers(rows: Sequence[Labelled]) -> list[str]:
    """What the pointer shows of each row: its own text, else its name and value."""
    return [escape(row.hover or f"{row.name}: {row.text}") for row in rows]


def wrapped(name: str, width: int) -> str:
    """The name, escaped, on two lines if it is wider than `width` Latin letters: a phone has no room for more.

    It is parted between words nearest the middle, or anywhere in a script without spaces, whose signs are two letters
    wide.
    """
    if sum(2 if east_asian_width(sign) in "WF" else 1 for sign in name) <= width:
        return escape(name)
    places = [place for place, sign in enumerate(name) if sign == " "] or list(range(2, len(name) - 1))
    middle = min(places, key=lambda place: abs(place - len(name) / 2), default=len(name))
    return BREAK.join(escape(line.strip()) for line in (name[:middle], name[middle:]) if line.strip())
