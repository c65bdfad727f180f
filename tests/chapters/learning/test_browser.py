"""Chapter 1 in a real browser: a training that is watched, paused and ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from llm_viz.base.i18n import strings
from tests.support.site import Site

pytestmark = pytest.mark.browser

COMMON = strings("en")


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=COMMON(name), exact=True).click()


def test_a_training_grows_stands_still_and_ends(site: Site) -> None:
    visit = site.open_page(
        "/learning", "en", reveal="1", act="lesson", corpus="grammar_en", steps="2000", width="16", seed="7"
    )
    page = visit.page
    expect(page.get_by_text("seed 0, ")).to_be_visible()  # the run computed beforehand
    button(page, "job-start")
    expect(page.get_by_text("Your run: seed 7")).to_be_visible(timeout=60_000)
    part = page.locator(".st-key-learning-loss")
    writing, slide = part.locator(".writes"), part.get_by_role("slider")
    expect(writing).to_contain_text("Two red ", timeout=60_000)
    expect(slide).not_to_have_attribute("aria-valuemax", "0", timeout=60_000)  # more than one text
    button(page, "job-pause")
    paused = page.get_by_text("Paused: ")
    expect(paused).to_be_visible(timeout=30_000)
    before = paused.text_content()
    visit.await_messages(4)  # the answers of more than two looks at the job; it goes on looking, so nothing settles
    assert paused.text_content() == before
    latest = writing.inner_text()
    slide.press("Home")
    expect(writing).not_to_have_text(latest)
    expect(slide).to_have_attribute("aria-valuenow", "0")
    button(page, "job-stop")
    expect(page.get_by_text("Stopped after ")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name=COMMON("job-again"))).to_be_visible()
    assert visit.problems == []
    assert visit.foreign == []
