"""Settings that the server decided on, for the address: a link that is copied then opens to the same picture.

`st.query_params` cannot do this: it would replace the whole address by what the server knew of it when the run began.
"""

from __future__ import annotations

from llm_viz.kit.browser.part import part


def remember_in_address(key: str, *, on_every_page: bool = False, **settings: str | None) -> None:
    """Put these settings into the address (None takes one out); shows nothing.

    `on_every_page`: they belong to the visit, and are put back when Streamlit leaves them out on the way to a page.
    """
    part(__file__, as_written=True)(key, {"address": settings, "on_every_page": on_every_page})
