"""Settings that the server decided on, for the address: a link that is copied then opens to the same picture.

`st.query_params` cannot do this: it would replace the whole address by what the server knew of it when the run began.
"""

from __future__ import annotations

from llm_viz.kit.browser.part import part


def remember_in_address(key: str, **settings: str | None) -> None:
    """Put these settings of a page into the address (None takes one out); shows nothing."""
    part(__file__, as_written=True)(key, {"address": settings, "on_every_page": False})


def keep_in_address(key: str, **settings: str | None) -> None:
    """Put these settings of the visit into the address, and back when Streamlit leaves them out at a change of page."""
    part(__file__, as_written=True)(key, {"address": settings, "on_every_page": True})
