"""How long Home's river takes for a new sentence of 16 tokens: until the engine has it, compared with one plain reading
of another such sentence, and until it stands on the screen; how many bytes the picture gets; and how many frames a
second it draws inside, while ribbons rise from 24 tokens, compared with an empty page in the same browser.

Then how long a browser that has kept nothing takes to show Home, compared with a bare Streamlit page; and a start of
the server: until it answers, until Home, opened at once, shows the river computed beforehand, then the model's own.

    python -m benchmarks.river [--rounds 5] [--quick]

Every sentence is new, so nothing is found in a cache. Frames are what `requestAnimationFrame` calls for.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect

from benchmarks.report import Effort, Row, in_turn, program, seconds
from llm_viz.base.i18n import strings
from llm_viz.chapters.home.compute.river import river
from llm_viz.chapters.home.parts.kept import kept_lines
from llm_viz.chapters.home.parts.river import Source, line_payload
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from tests.support.serving import running_server
from tests.support.site import Site, chromium, open_site

TITLE = "The river"
MODEL = "smollm2-135m"
PATIENCE_MS = 60_000
RIVER = ".river .fan .option"
BARE = "text=characters"
FILLED = "one two three four five six seven eight nine ten red blue green"  # 13 tokens, and 3 of a number before them
LONG = "In the middle of the night , she heard a knock at the door of the old house by the sea and"
FRAMES = """() => new Promise((resolve) => {
  const began = performance.now();
  let frames = 0;
  const tick = (now) => {
    frames += 1;
    if (now - began < 1500) requestAnimationFrame(tick);
    else resolve((1000 * frames) / (now - began));
  };
  requestAnimationFrame(tick);
})"""


def measure(effort: Effort) -> Iterator[Row]:
    """Rows for the engine, the payload and the screen."""
    rounds, number = effort.rounds(quick=2, full=5), count(100)
    lm = Model(local_engine(), MODEL)
    facts = lm.facts

    def new_text() -> str:
        return f"{next(number)} {FILLED}"

    tokens = len(lm.tokenize(new_text()).tokens)
    own, plain = in_turn(
        rounds,
        lambda: 1000 * seconds(lambda: river(lm, new_text())),
        lambda: 1000 * seconds(lambda: lm.next_distribution(new_text(), 6)),
    )
    yield Row(f"a river of {tokens} tokens, engine", "ms", own, "one plain reading", plain, "at most 400 ms")
    line = line_payload(river(lm, new_text()), Source(MODEL, facts.name, facts.layers, facts.vocabulary_size))
    kilobytes = tuple(len(json.dumps(sent, ensure_ascii=False).encode()) / 1000 for sent in (line, kept_lines("en")))
    yield Row("bytes of the river and of those kept beside it", "kB", (sum(kilobytes),), aim="at most 300 kB")
    with tempfile.TemporaryDirectory() as folder, open_site(Path(folder)) as site:
        page = site.open_page("/", "en", model=MODEL).page
        shown = tuple(_until_shown(page, new_text()) for _ in range(rounds))
        yield Row(f"a river of {tokens} tokens, until it is on the screen", "ms", shown, aim="at most 1,500 ms")
        inside, empty = in_turn(rounds, _inside(site), _empty(site))
        yield Row("inside, 24 tokens: frames a second while ribbons rise", "frames", inside, "an empty page", empty)
        with running_server("benchmarks/bare_page.py", Path(folder, "bare")) as bare:
            own, others = in_turn(
                rounds,
                partial(_first_view, site.browser, site.url, RIVER),
                partial(_first_view, site.browser, bare.url, BARE),
            )
        yield Row("first view of Home, models loaded", "s", own, "a bare Streamlit page", others, "at most 3 s")
    starts = [_cold_start() for _ in range(effort.rounds(quick=1, full=3))]
    for what, values in zip(
        ("the server answers", "Home shows the kept river", "Home shows the model's own"),
        zip(*starts, strict=True),
        strict=True,
    ):
        yield Row(f"a start of the server, until {what}", "s", values)


class Start(NamedTuple):
    """Seconds from the start of a server until it answered, until a visitor saw the river, and until that was live."""

    ready: float
    seen: float
    live: float


def _cold_start() -> Start:
    kept = strings("en", "home")("river-kept")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        began = time.perf_counter()
        with running_server("app.py", Path(folder, "log"), until_loaded=False) as server:
            ready = time.perf_counter() - began
            page = browser.new_context().new_page()
            page.goto(f"{server.url}/?lang=en")
            page.locator(RIVER).first.wait_for(timeout=PATIENCE_MS)
            seen = time.perf_counter() - began
            page.locator(".river .kept").filter(has_not_text=kept).wait_for(timeout=PATIENCE_MS)
            return Start(ready, seen, time.perf_counter() - began)


def _first_view(browser: Browser, url: str, shown: str) -> float:
    """Seconds until a browser that has kept nothing shows this."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{url}/?lang=en&model={MODEL}")
    page.locator(shown).first.wait_for(timeout=PATIENCE_MS)
    took = time.perf_counter() - began
    context.close()
    return took


def _until_shown(page: Page, text: str) -> float:
    field = page.get_by_role("textbox", name=strings("en")("sentence"))
    field.fill(text)
    began = time.perf_counter()
    field.press("Enter")
    for place, digit in enumerate(text[:3]):
        expect(page.locator(".words .chip .word").nth(place)).to_have_text(digit, timeout=PATIENCE_MS)
    return 1000 * (time.perf_counter() - began)


def _inside(site: Site) -> Callable[[], float]:
    page = site.open_page("/", "en", text=LONG, model=MODEL, motion="no-preference").page
    switch = page.locator(".switch button")

    def frames() -> float:
        switch.first.click()
        page.wait_for_timeout(1200)
        switch.last.click()
        page.wait_for_timeout(900)  # the picture has turned; the ribbons rise
        return float(page.evaluate(FRAMES))

    return frames


def _empty(site: Site) -> Callable[[], float]:
    page = site.browser.new_page()
    return lambda: float(page.evaluate(FRAMES))


if __name__ == "__main__":
    program("river", TITLE, __doc__, measure)
