"""How long a visitor waits in the browser until nothing on the page changes any more: for the first page of a visit
with nothing kept by the browser, for the next page, and for a new text in the field at the top. Compared with a bare
Streamlit page of one text field and one line. Pages that need no model are to take at most 1.2 times as long as that.

    python -m benchmarks.pages [--rounds 3] [--quick]

The texts are new ones, so the model reads them. The browser and both servers run on the measured machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.report import Effort, Row, in_turn, program, seconds
from tests.support.serving import running_server
from tests.support.site import Site, Visit, chromium

TITLE = "Pages in the browser"
BARE = "a bare Streamlit page"
FIRST = ("", "next_token", "sampling", "attention")
WITHOUT_MODEL = ("large", "scaling", "emergence", "limits", "learning", "sources")
WRITTEN = {"tokens": "", "next_token": "", "sampling": "", "attention": "head"}
"""Pages whose picture follows the text at the top, and the act in which it does; empty: that which they open on."""
NAMES = {"": "home"}
_MILLISECOND = 0.001


class Reader:
    """Opens pages and writes texts that nobody wrote before."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._texts = (f"The {number}th visitor of the museum asked whether the" for number in count(11))

    def views(self, page: str) -> tuple[float, float]:
        """Milliseconds of the first page in a browser that has kept nothing, and of the same page opened again."""
        times = [self._time(lambda: self._open(page)) for _ in range(2)]
        self.leave()
        return times[0], times[1]

    def first_view(self, page: str) -> float:
        """The first of these only."""
        time = self._time(lambda: self._open(page))
        self.leave()
        return time

    def writing(self, page: str, act: str = "") -> Callable[[], float]:
        """A measure of one page that stays open: milliseconds from a new text to its picture."""
        visit = self._open(page, **({"act": act} if act else {}))
        visit.read(next(self._texts))
        return lambda: self._time(lambda: visit.read(next(self._texts)))

    def leave(self) -> None:
        """Close this server's pages, and forget what the browser has kept of them."""
        for context in self._site.contexts.values():
            context.close()
        self._site.contexts.clear()
        self._site.visits.clear()

    def _open(self, page: str, **query: str) -> Visit:
        return self._site.open_page(f"/{page}", "en", text=next(self._texts), reveal="1", **query)

    def _time(self, run: Callable[[], object]) -> float:
        return seconds(run) / _MILLISECOND


def measure(effort: Effort) -> Iterator[Row]:
    """First and second views of some pages, first views of those without a model, then new texts on some."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server("app.py", Path(folder, "app")) as app,
        running_server("benchmarks/bare_page.py", Path(folder, "bare")) as bare,
        chromium() as browser,
    ):
        reader, other = Reader(Site(app.url, browser)), Reader(Site(bare.url, browser))
        other.views("")
        first_pages = FIRST[: effort.pick(quick=2, full=len(FIRST))]
        for page in first_pages:
            yield from _views(reader, other, page, effort.rounds(quick=1, full=3))
        for page in WITHOUT_MODEL[: effort.pick(quick=1, full=len(WITHOUT_MODEL))]:
            yield _first_view(reader, other, page, effort.rounds(quick=1, full=2))
        echo = other.writing("")
        for page in list(WRITTEN)[: effort.pick(quick=2, full=len(WRITTEN))]:
            picture = reader.writing(page, WRITTEN[page])
            values, others = in_turn(effort.rounds(quick=2, full=6), picture, echo)
            yield Row(f"{_name(page)}: new text, new picture", "ms", values, BARE, others)
            reader.leave()
        other.leave()


def _views(reader: Reader, other: Reader, page: str, rounds: int) -> Iterator[Row]:
    reader.views(page)  # the server's own first time is measured by benchmarks.startup
    own: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []

    def note(kept: list[tuple[float, float]], views: Callable[[], tuple[float, float]]) -> float:
        kept.append(views())
        return kept[-1][0]

    in_turn(rounds, partial(note, own, partial(reader.views, page)), partial(note, bare, partial(other.views, "")))
    for number, view in enumerate(("first view", "next view")):
        values, others = (tuple(times[number] for times in kept) for kept in (own, bare))
        yield Row(f"{_name(page)}: {view}", "ms", values, BARE, others)


def _first_view(reader: Reader, other: Reader, page: str, rounds: int) -> Row:
    reader.first_view(page)
    own, bare = in_turn(rounds, partial(reader.first_view, page), partial(other.first_view, ""))
    return Row(f"{_name(page)}: first view", "ms", own, BARE, bare, "ratio at most 1.2")


def _name(page: str) -> str:
    return page or "home"


if __name__ == "__main__":
    program("pages", TITLE, __doc__, measure)
