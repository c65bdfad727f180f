"""A foreign page inside ours, locked in: it may run its scripts, but reaches neither our page nor the network.

`st.iframe` gives a page of ours the same origin as the app, that is its cookies and its documents. Here the frame has
an origin of its own (`sandbox` without `allow-same-origin`).
"""

from __future__ import annotations

from typing import TypedDict

from llm_viz.kit.browser.part import part


class SandboxPayload(TypedDict):
    """A complete HTML page; `height` in pixels."""

    page: str
    title: str
    height: int


def sandbox(page: str, *, key: str, title: str, height: int) -> None:
    """Show a complete HTML page, `height` pixels high; what is longer scrolls inside. `title` is read to the blind."""
    payload: SandboxPayload = {"page": page, "title": title, "height": height}
    part(__file__)(key, payload)
