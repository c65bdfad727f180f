"""The links to all chapters at the left edge: icons, whose names one sees while pointing at them.

One part: a Streamlit link for each chapter takes the browser a tenth of the time in which a page opens. It lies in the
page itself: what checks pages takes a link to the main content for one only where it sees the next link.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.kit.browser.part import IN_PAGE, part


class RailLink(TypedDict):
    """`path` below the app's address, "" for the first page; `icon`: a name of Material Symbols."""

    path: str
    title: str
    icon: str


class RailPayload(TypedDict):
    """What `rail.js` gets; `shown`: the path of the present page."""

    links: list[RailLink]
    shown: str


def rail_links(links: Sequence[RailLink], shown: str) -> None:
    """Show the links."""
    payload: RailPayload = {"links": list(links), "shown": shown}
    part(__file__, styles=IN_PAGE)("rail", payload)
