"""Settings that the server decided on, for the address: a link that is copied then opens to the same picture.

`st.query_params` cannot do this: it would replace the whole address by what the server knew of it when the run began.
"""

from __future__ import annotations

from llm_viz.kit.browser.part import HIDDEN, part
from llm_viz.kit.visit import page_path


def remember_in_address(key: str, **settings: str | None) -> None:
    """Put these settings of a page into its address (None takes one out); shows nothing."""
    part(__file__, styles=HIDDEN, as_written=True)(key, {"address": settings, "page": page_path()})
