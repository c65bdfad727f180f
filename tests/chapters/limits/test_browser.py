"""Every drawback of chapter 11 in a real browser: nothing broken, foreign or unreadable."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import LANGUAGES
from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from tests.support.page_checks import check, overflow, reveal
from tests.support.site import NARROW, PHONE, Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("number", "key"), [case for case in enumerate(ORDER) if case[1] != OPENING])
def test_every_drawback(site: Site, number: int, key: str) -> None:
    """Languages and themes in turn: what the chapter opens on is tested in all of them by the test of every page."""
    language, theme = LANGUAGES[number % 2], ("light", "dark")[number // 2 % 2]
    visit = site.open_page("/limits", language, theme=theme, drawback=key, reveal="1")
    reveal(visit, language)
    visit.screenshot(f"limits-{key}-{language}-{theme}")
    check(visit)
    visit.page.set_viewport_size(PHONE)
    visit.settle()
    visit.screenshot(f"limits-{key}-{language}-phone")
    visit.page.set_viewport_size(NARROW)
    visit.settle()
    assert overflow(visit.page) <= 0
