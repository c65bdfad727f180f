"""How long whoever is first waits for a page with the sentence that it opens with: on a server that has opened its own
pages while nobody waited, compared with one that has not. Seconds until the page is complete, without the browser's
part, for each page in each language; both servers have loaded their models.

    python -m benchmarks.first_views [--quick]

About two minutes.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.report import Effort, Row, program, seconds
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters import ORDER
from tests.support.serving import running_server
from tests.support.socket_visitor import SocketVisitor

TITLE = "First views"
OPENED_WITHIN = 75.0
"""Seconds in which a server on two quiet cores has opened its pages."""


def first_views(pages: tuple[str, ...], own_visits: str, wait: float) -> dict[tuple[str, str], float]:
    """Seconds of the first view of each page in each language, on a server of their own."""
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server("app.py", Path(folder, "log"), LLM_VIZ_OWN_VISITS=own_visits) as server,
    ):
        time.sleep(wait)
        for language in LANGUAGES:
            for page in pages:
                with SocketVisitor(server.url, patience=240) as visitor:
                    address = "" if page == ORDER[0] else page
                    found[page, language] = seconds(partial(visitor.wait_for, address, lang=language))
    return found


def measure(effort: Effort) -> Iterator[Row]:
    """A row for each page, one value for each language."""
    pages = ORDER[:2] if effort.quick else ORDER
    without = first_views(pages, "0", 0)
    ready = first_views(pages, "1", OPENED_WITHIN)
    for page in pages:
        values, others = (tuple(found[page, language] for language in LANGUAGES) for found in (ready, without))
        yield Row(page, "s", values, "without own visits", others)


if __name__ == "__main__":
    program("first_views", TITLE, __doc__, measure)
