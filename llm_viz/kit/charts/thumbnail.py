"""Small pictures of chapters as SVG, for the tiles that lead to them: a chapter brings `thumbnail()` in a module of
that name. They are read by nobody: the tile's words say where it leads.

Each is shown still; while somebody points at its tile, its shapes come one after the other, those of one `turn`
together.
Colours stand on a light and on a dark page alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

WIDTH, HEIGHT = 240, 72
BLUE, PURPLE, GREY, ORANGE = "#7f9fe6", "#9a4df0", "#9aa0b5", "#d08328"
_PLAIN = " =:/,;(){}@*'"
"""What may stand in an address within quotation marks as it is."""
_MOVING = (
    "<style>[style]{animation:come .5s calc(var(--t)*70ms) both}"
    "@keyframes come{from{opacity:0;transform:translateY(5px)}}</style>"
)


def rect(turn: int, x: float, y: float, width: float, height: float, fill: str = BLUE) -> str:
    """A box that comes in its turn."""
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect style="--t:{turn}" x="{x:.1f}" y="{y:.1f}" {size} rx="2" fill="{fill}"/>'


def dot(turn: int, x: float, y: float, radius: float, fill: str = BLUE) -> str:
    """A disc."""
    return f'<circle style="--t:{turn}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def line(turn: int, points: Iterable[tuple[float, float]], stroke: str = BLUE, width: float = 2.5) -> str:
    """A line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    look = f'fill="none" stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"'
    return f'<polyline style="--t:{turn}" points="{path}" {look}/>'


def scaled(values: Sequence[float], low: float, high: float) -> list[float]:
    """The values on the way from `low`, which the least becomes, to `high`."""
    least, most = min(values), max(values)
    return [low + (high - low) * (value - least) / ((most - least) or 1.0) for value in values]


def background(shapes: str, *, moving: bool = False) -> str:
    """The picture as a value of `background-image`."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    picture = f"{head}{_MOVING if moving else ''}{shapes}</svg>".replace('"', "'")
    return f'url("data:image/svg+xml,{quote(picture, safe=_PLAIN)}")'
