"""What must hold of any page in a browser: nothing broken, foreign, unreadable, out of reach or too wide."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from llm_viz.base.i18n import strings
from llm_viz.base.languages import Language
from tests.sheet import MEASURE
from tests.support.site import PHONE, Visit

Rules = Literal["all", "contrast"]
_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
_OFF = ("focus-order-semantics",)
"""Experimental: wants everything that has the focus to be a widget. What scrolls must have the focus, and is none."""
_RULES: dict[Rules, dict[str, Any]] = {
    "all": {"runOnly": {"type": "tag", "values": _TAGS}, "rules": {rule: {"enabled": False} for rule in _OFF}},
    "contrast": {"runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]},
}
MOST_STOPS = 400
"""More stops of the Tab key than any page has."""
MOST_FOLDS = 60
"""More folds than any page has."""


def address(page: Page) -> dict[str, str]:
    """What the page's address says, by name."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def open_menu(page: Page) -> None:
    """Language, model, sharing and projector mode."""
    page.get_by_test_id("stPopoverButton").first.click()


def barriers(page: Page, context: str | None = None, rules: Rules = "all") -> list[str]:
    """What axe finds, on the whole page or in `context` (a CSS selector) only.

    A page that has passed all rules needs, in other colours, only those about contrast.
    """
    options = {**_RULES[rules], "resultTypes": ["violations"]}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_BARRIERS, [context, options]))


_BARRIERS = """([context, options]) => axe.run(context ?? document, options).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: [${node.target}] ${node.failureSummary}`)))"""


def stops(page: Page, key: Literal["Tab", "Shift+Tab"]) -> set[str]:
    """What has the focus one after the other, once around the page.

    Where the focus is caught, these are only the places of the trap.
    """
    page.evaluate(_RECORD_STOPS)
    passed: list[str] = []
    while len(passed) < MOST_STOPS:
        for _ in range(20):
            page.keyboard.press(key)
        passed = page.evaluate("() => llmVizStops")
        for begin, stop in enumerate(passed):  # the very first one may be drawn anew, and is then another one
            if stop in passed[begin + 1 :]:
                return set(passed[begin : passed.index(stop, begin + 1)])
    raise AssertionError(f"{MOST_STOPS} stops did not lead around the page")


def unseen_stops(page: Page) -> list[str]:
    """Those of the last `stops` that looked the same with the focus as without it."""
    return list(page.evaluate("() => [...new Set(llmVizUnseen)]"))


def lasting_stops(page: Page) -> set[str]:
    """Those of all `stops` so far that still are there for the Tab key."""
    return set(page.evaluate(_LASTING))


_LASTING = """() => [...llmVizNames]
  .filter(([node]) => node.isConnected && node.tabIndex >= 0)
  .map(([, name]) => name)"""

# A change of focus inside a component is not seen from outside, but the key is let go at the new place.
_RECORD_STOPS = """() => {
  window.llmVizStops = []
  window.llmVizUnseen = []
  if (window.llmVizNames) return
  const looks = (node) => {
    const around = [node.nextElementSibling ?? node]
    for (let above = node.parentElement; above && around.length < 5; above = above.parentElement) around.push(above)
    const inside = [...node.querySelectorAll("*")].slice(0, 40)
    return [node, ...around, ...inside].map((each) => {
      for (const change of each.getAnimations()) if (change instanceof CSSTransition) change.finish()
      const style = getComputedStyle(each)
      const outline = style.outlineStyle === "none" ? "" : style.outline
      const { boxShadow, stroke, strokeWidth, fill, backgroundColor, borderColor, textDecorationLine, opacity } = style
      return [outline, boxShadow, stroke, strokeWidth, fill, backgroundColor, borderColor, textDecorationLine, opacity]
    }).join()
  }
  let before = null
  window.llmVizNames = new Map()
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Tab") return
    const [node] = event.composedPath()
    if (!llmVizNames.has(node)) {
      const name = node.dataset.testid ?? node.getAttribute("aria-label") ?? node.textContent.slice(0, 30)
      llmVizNames.set(node, `${llmVizNames.size} ${node.tagName} ${name}`)
    }
    llmVizStops.push(llmVizNames.get(node))
    const isLeft = before?.node.isConnected && before.node !== node && before.node !== document.body
    if (isLeft && looks(before.node) === before.look)
      llmVizUnseen.push(llmVizNames.get(before.node))
    before = { node, look: looks(node) }
  }, true)
}"""


def english_names(page: Page) -> list[str]:
    """Names without a Japanese character that Streamlit gave to what stands outside the components."""
    return list(page.evaluate(_ENGLISH_NAMES))


_ENGLISH_NAMES = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
  .filter((node) => !node.closest("[aria-hidden=true], svg"))
  .flatMap((node) => ["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name)))
  .filter((name) => /[A-Za-z]{3}/.test(name ?? "") && !/[\\u3040-\\u30ff\\u4e00-\\u9fff]/.test(name))"""


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width = "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    return int(page.evaluate(width))


def shift(page: Page) -> float:
    """How far what was seen has jumped since the page was opened, as browsers count it: the sum over all jumps of the
    share of the window that was hit, times how far it moved. What follows a key or a click does not count.
    """
    return float(page.evaluate(_SHIFT))


_SHIFT = """() => new Promise((tell) => {
  new PerformanceObserver((list) => {
    const jumps = list.getEntries().filter((entry) => !entry.hadRecentInput)
    tell(jumps.reduce((sum, entry) => sum + entry.value, 0))
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => tell(0), 200)  // of no jump at all nothing is told
})"""


def reveal(visit: Visit, language: Language) -> None:
    """Waive all guesses, so that everything on the page can be looked at."""
    waive = visit.page.get_by_role("button", name=strings(language)("guess-skip"))
    while waive.count():
        button = waive.first.element_handle()
        button.click()
        button.wait_for_element_state("hidden")  # settled or not: it must not be found, and clicked, once more
        visit.settle()


def answer(visit: Visit) -> None:
    """Answer the questions that lie on a picture: with the first candidate, or with what is marked there already. Those
    that want something drawn first stay open.
    """
    candidates = visit.page.locator(".ask .candidate:enabled").filter(visible=True)
    while candidates.count():
        candidate = candidates.first.element_handle()
        candidate.click()
        candidate.wait_for_element_state("hidden")
        visit.settle()


def play(visit: Visit) -> None:
    """Let everything play that can."""
    buttons = visit.page.locator("button.play:enabled").filter(visible=True)
    for place in range(buttons.count()):
        buttons.nth(place).click()
    visit.settle()


def unfold(visit: Visit) -> None:
    """Open all folds, also those that stand in others."""
    closed = visit.page.locator("details:not([open]) > summary").filter(visible=True)
    for _ in range(MOST_FOLDS):
        if not closed.count():
            return
        closed.first.click()
        visit.settle()
    raise AssertionError(f"{MOST_FOLDS} folds were opened, and there are more")


def broken(visit: Visit) -> list[str]:
    """What is broken or foreign on this page, in a few words each."""
    text = visit.text()
    said = (strings("en")("error-unexpected"), strings("ja")("error-unexpected"), "\N{REPLACEMENT CHARACTER}")
    return [
        *(f"says {words!r}" for words in said if words in text),
        *(f"asks outside: {address}" for address in visit.foreign),
        *(f"console: {problem}" for problem in visit.problems),
    ]


def check_content(visit: Visit) -> None:
    """Nothing on this page is broken or foreign."""
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.page.locator(".katex-error")).to_have_count(0)
    found = broken(visit)
    assert not found, "\n".join(found)


def check_on_phone(visit: Visit, name: str) -> None:
    """What is important of a first screen fits on a phone, whose picture is kept as `name`; the page stays as large."""
    visit.page.set_viewport_size(PHONE)
    visit.settle()
    assert visit.page.evaluate(MEASURE)["below"] == [], "the picture, its sentence and the way on fit on a phone"
    visit.screenshot(name)


def check(visit: Visit, rules: Rules = "all") -> None:
    """Nothing on this page is broken, foreign or unreadable."""
    check_content(visit)
    found = barriers(visit.page, rules=rules)
    assert not found, "\n".join(found)
