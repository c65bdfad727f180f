"""What must hold of any page in a browser, whatever it shows: nothing broken, foreign, unreadable or too wide."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from llm_viz.base.i18n import Language, strings
from tests.support.site import Visit

Rules = Literal["all", "contrast"]


def barriers(page: Page, context: str | None = None, rules: Rules = "all") -> list[str]:
    """What axe calls critical or serious, on the whole page or in `context` (a CSS selector) only.

    A page that has passed all rules needs, in other colours, only those about contrast.
    """
    options = {} if rules == "all" else {"runOnly": ["color-contrast"]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        if violation["impact"] in ("critical", "serious")
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    width = "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
    return int(page.evaluate(width))


def reveal(visit: Visit, language: Language) -> None:
    """Waive all guesses, so that everything on the page can be looked at."""
    waive = visit.page.get_by_role("button", name=strings(language)("guess-skip"))
    while waive.count():
        waive.first.click()
        visit.settle()


def check_content(visit: Visit) -> None:
    """Nothing on this page is broken or foreign."""
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    text = visit.text()
    assert strings("en")("error-unexpected") not in text
    assert strings("ja")("error-unexpected") not in text
    assert "\N{REPLACEMENT CHARACTER}" not in text
    assert visit.foreign == []
    assert visit.problems == []


def check(visit: Visit, rules: Rules = "all") -> None:
    """Nothing on this page is broken, foreign or unreadable."""
    check_content(visit)
    assert barriers(visit.page, rules=rules) == []
