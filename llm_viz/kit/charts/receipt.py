"""A score as bars that add up to it: what speaks for a token to the right, what speaks against it to the left."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from llm_viz.kit.charts.style import FIRST_COLOUR, SECOND_COLOUR, escape, quiet_bars
from llm_viz.kit.compute.receipt import Item, signed

_ROW = 28  # pixels
_ROOM_FOR_NUMBERS = 0.4  # of the longest bar, on both sides: room for a number even on a phone


def receipt_bars(items: Sequence[Item], names: Sequence[str], score: float, total: str, ink: str) -> go.Figure:
    """The items from the first to the last, each under its name, and their sum, the `score`, under the name `total`."""
    shares = [item.share for item in items]
    places = [*range(len(items)), len(items) + 0.3]  # a gap before the sum
    longest = max(map(abs, shares), default=1.0)
    room = _ROOM_FOR_NUMBERS * longest
    against = [share < 0 for share in shares]
    bars = go.Bar(
        x=[*shares, 0.0],
        y=places,
        orientation="h",
        width=0.78,
        text=[*map(signed, shares), f"<b>{signed(score)}</b>"],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
        marker={
            "color": [SECOND_COLOUR if is_against else FIRST_COLOUR for is_against in [*against, False]],
            "pattern": {
                "shape": ["/" if is_against else "" for is_against in [*against, False]],
                "fillmode": "replace",
                "fgcolor": SECOND_COLOUR,
                "size": 7,
            },
        },
    )
    figure = go.Figure(bars)
    quiet_bars(figure, round(_ROW * (len(places) + 0.8)), ink)
    figure.update_xaxes(range=[min(0.0, *shares) - (room if any(against) else 0), max(0.0, *shares) + room])
    figure.add_vline(x=0, line={"color": ink, "width": 1})
    labels = [*(escape(name) for name in names), f"<b>{escape(total)}</b>"]
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=labels)
    return figure
