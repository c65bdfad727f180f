"""The real app in a real browser: one server and one browser for all tests."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from tests.support.serving import ROOT, shared_server

SCREENSHOTS = ROOT / "artifacts" / "screenshots"
SYSTEM_CHROMIUM = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""The first has no window and needs a quarter less processor time for a page."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Theme = Literal["light", "dark"]
BRIEF = [
    "--js-flags=--no-opt --no-maglev --single-threaded --no-script-streaming --no-flush-bytecode",
    "--process-per-site",
]
"""For pages that live for seconds only: what optimising their scripts costs is not earned back, and pages that share
one process share its compiled scripts, if these are kept, and looked for before they are compiled while they load.
"""
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 700}
"""The narrowest screen on which all must fit."""
LOCALES = {"en": "ja-JP", "ja": "en-GB"}
"""The browser itself asks for the other language, so that the one in the address counts."""
CALM = Path(__file__).with_name("calm.js").read_text("utf-8")

expect.set_options(timeout=15_000)  # a busy machine with two cores may take that long to compute


@dataclass
class Visit:
    """A page of the app, with what must not happen (requests to other hosts, errors in the console) and what the
    browser has sent to the server since the page was opened.
    """

    page: Page
    server: str
    foreign: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    sent: list[str | bytes] = field(default_factory=list)
    loading: set[Request] = field(default_factory=set)
    own_tab: bool = False

    def __post_init__(self) -> None:
        for event, note in self._listeners():
            self.page.on(event, note)

    def leave(self) -> Page:
        """The page's tab, left as an empty page of the server that another visit may begin from."""
        for event, note in self._listeners():
            self.page.remove_listener(event, note)
        self.page.goto(f"{self.server}/_stcore/health")
        self.page.evaluate("() => sessionStorage.clear()")
        self.page.mouse.up()
        self.page.mouse.move(-1, -1)
        return self.page

    def settle(self) -> None:
        """Wait until the script has run, everything is drawn, nothing is loading and, unless it plays, nothing moves.

        What a click has set off counts too, once it has reached the page's socket or a short timer (`calm.js`).
        """
        self.page.evaluate("() => llmVizSettle()")
        while True:
            self.page.wait_for_function("() => llmVizCalm()", timeout=60_000, polling=40)
            if not self.loading:
                return
            self.page.wait_for_timeout(20)  # while Playwright waits, it notes what has finished loading

    def read(self, text: str) -> None:
        """Write another sentence into the field at the top of the page, leave it, and wait for what changes."""
        field = self.page.locator(".st-key-sentence textarea")
        field.fill(text)
        field.press("Enter")
        field.blur()
        self.settle()

    def await_messages(self, count: int) -> None:
        """Wait until the browser has sent the server as many messages from now on."""
        aim, deadline = len(self.sent) + count, time.monotonic() + 60
        while len(self.sent) < aim:
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(20)  # while Playwright waits, it notes what is sent

    def screenshot(self, name: str) -> None:
        """Keep a picture of the whole page in `artifacts/screenshots/`, if asked to (`make pictures`)."""
        if "LLM_VIZ_SCREENSHOTS" not in os.environ:
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        before = self.page.viewport_size
        assert before is not None
        height = self.page.evaluate(_WHOLE_HEIGHT)
        self.page.set_viewport_size({"width": before["width"], "height": max(before["height"], height)})
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
        self.page.set_viewport_size(before)

    def text(self) -> str:
        """All text on the page, that of components included."""
        return str(self.page.evaluate(_ALL_TEXT))

    def _listen(self, socket: WebSocket) -> None:
        def note(message: str | bytes) -> None:  # Playwright cannot mark a method of a list as its listener
            self.sent.append(message)

        socket.on("framesent", note)

    def _listeners(self) -> list[tuple[Any, Callable[[Any], None]]]:
        """Events of the page, and what notes them."""
        return [
            ("console", self._note_problem),
            ("pageerror", self._note_error),
            ("request", self._note_request),
            ("requestfinished", self._note_end),
            ("requestfailed", self._note_end),
            ("websocket", self._listen),
        ]

    def _note_error(self, error: Error) -> None:
        self.problems.append(str(error))

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(request.url)
        if request.is_navigation_request():
            self.loading.clear()  # what the page before was loading may never end
        elif request.url.startswith(self.server):
            self.loading.add(request)

    def _note_end(self, request: Request) -> None:
        self.loading.discard(request)

    def _note_problem(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)


_WHOLE_HEIGHT = """() => {  // of the page, and of the bar that may stand below it
  const page = document.querySelector("[data-testid=stMain]")
  return page.scrollHeight + innerHeight - page.clientHeight
}"""
_ALL_TEXT = """() => {
  const texts = []
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent)
    if (node.value && node.matches?.("textarea, input")) texts.push(node.value)
    if (node.nodeName === "STYLE" || node.nodeName === "SCRIPT") return
    if (node.shadowRoot) walk(node.shadowRoot)
    node.childNodes.forEach(walk)
  }
  walk(document.body)
  return texts.join("\\n")
}"""


@dataclass
class Site:
    """The running app, and the browser that looks at it.

    A browser context for each language is kept, so that the browser loads the app's files once, and so are tabs that
    were used: in one of them, a page takes two thirds of the work. The app knows a visitor by the page's socket, so
    every page is a new visit. `brief` (as in `chromium`): each context also keeps an empty page, so that the process
    that its pages share outlives them.
    """

    url: str
    browser: Browser
    brief: bool = False
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    keepers: list[Page] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    tabs: dict[str, list[Page]] = field(default_factory=dict)
    """By language: tabs that wait for the next visit."""

    def open_page(
        self,
        path: str = "/",
        lang: str = "en",
        *,
        text: str | None = None,
        model: str | None = None,
        theme: Theme = "light",
        size: dict[str, int] | None = None,
        motion: Literal["reduce", "no-preference"] = "reduce",
        own_tab: bool = False,
        **query: str,
    ) -> Visit:
        """A page in a fresh session, settled. The browser itself asks for the other language, so that `lang` counts.

        `own_tab`: in a tab that no other visit uses, before or after, since the test changes more of it than its page.
        """
        given = {"lang": lang, "text": text, "model": model, **query}
        page = self._context(lang).new_page() if own_tab else self._tab(lang)
        page.set_viewport_size(size or WIDE)
        page.emulate_media(color_scheme=theme, reduced_motion=motion, forced_colors="none")
        self._forget_earlier_visits(page)
        visit = Visit(page, self.url, own_tab=own_tab)
        self.visits.append(visit)
        page.goto(f"{self.url}{path}?{urlencode({name: value for name, value in given.items() if value is not None})}")
        visit.settle()
        return visit

    def close_pages(self) -> None:
        """Close everything that was opened; none of it may show an unexpected error."""
        visits = [visit for visit in self.visits if not visit.page.is_closed()]
        shown = [visit.text() for visit in visits]
        self.visits.clear()
        languages = {context: lang for lang, context in self.contexts.items()}
        for visit in visits:
            lang = languages.get(visit.page.context)
            if lang and not visit.own_tab:
                self.tabs.setdefault(lang, []).append(visit.leave())
        kept = {*self.keepers, *(tab for tabs in self.tabs.values() for tab in tabs)}
        for context in self.browser.contexts:
            if context in languages:
                for page in set(context.pages) - kept:
                    page.close()
            else:
                context.close()
        unexpected = [strings(language)("error-unexpected") for language in LANGUAGES]
        assert not [text for text in shown if any(sentence in text for sentence in unexpected)]

    def _context(self, lang: str) -> BrowserContext:
        if lang not in self.contexts:
            self.contexts[lang] = self.browser.new_context(locale=LOCALES[lang])
            self.contexts[lang].add_init_script(CALM)
            if self.brief:
                keeper = self.contexts[lang].new_page()
                keeper.goto(f"{self.url}/_stcore/health")
                self.keepers.append(keeper)
        return self.contexts[lang]

    def _tab(self, lang: str) -> Page:
        """A tab that waits, or else a new one."""
        waiting = self.tabs.get(lang, [])
        while waiting:
            tab = waiting.pop()
            if not tab.is_closed():
                return tab
        return self._context(lang).new_page()

    def _forget_earlier_visits(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "cookies,local_storage"})
        session.detach()


@contextmanager
def chromium(*, brief: bool = False) -> Iterator[Browser]:
    """Chromium: the system's, or else the one that Playwright installed. `brief`: pages live for seconds (`BRIEF`)."""
    installed = next((path for path in SYSTEM_CHROMIUM if path.exists()), None)
    options: dict[str, Any] = {} if installed is None else {"executable_path": installed}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=[*QUIET, *(BRIEF if brief else ())], **options)
        yield browser
        browser.close()


@contextmanager
def open_site(folder: Path, *, brief: bool = False) -> Iterator[Site]:
    """A browser, and the server that all who name this folder share."""
    with shared_server(folder) as url, chromium(brief=brief) as browser:
        yield Site(url, browser, brief)
