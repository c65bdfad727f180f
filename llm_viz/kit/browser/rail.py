"""The links to all chapters at the left edge: icons, whose names one sees while pointing at them.

One part: a Streamlit link for each chapter takes the browser a tenth of the time in which a page opens. It lies in the
page itself: what checks pages takes a link to the main content for one only where it sees the next link.

As it stands on every page, it also keeps what the address says of the visit. Streamlit's own `bind="query-params"`
writes the label of an option, which depends on the language, and on a change made by the program it restores the
address of an earlier moment, without what other parts have put there since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.kit.browser.part import IN_PAGE, part

_KEY = "rail"


class RailLink(TypedDict):
    """`path` below the app's address, "" for the first page; `icon`: a name of Material Symbols."""

    path: str
    title: str
    icon: str


class RailPayload(TypedDict):
    """What `rail.js` gets; `shown`: the path of the present page; `address`: what it says of the visit."""

    links: list[RailLink]
    shown: str
    address: dict[str, str | None]


def rail_links(
    links: Sequence[RailLink], shown: str, address: Mapping[str, str | None], on_go: Callable[[str], None]
) -> None:
    """Show the links; `on_go` gets the path of the one that was pressed, before the next run of the page."""

    def go() -> None:
        path = st.session_state[_KEY].go
        if isinstance(path, str):
            on_go(path)

    payload: RailPayload = {"links": list(links), "shown": shown, "address": dict(address)}
    part(__file__, styles=IN_PAGE, as_written=True)(_KEY, payload, on_go_change=go)
