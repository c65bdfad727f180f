"""Every drawback of chapter 11 in a real browser: nothing broken, foreign or unreadable."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from tests.chapters.limits.support import unfolded
from tests.support.page_checks import barriers, check, check_content, check_on_phone, overflow, reveal, shift
from tests.support.site import NARROW, Site

pytestmark = pytest.mark.browser
MOST_SHIFT = 0.1
"""Of a drawback that builds up (`page_checks.shift`)."""


@pytest.mark.parametrize(("number", "key"), [case for case in enumerate(ORDER) if case[1] != OPENING])
def test_every_drawback(site: Site, number: int, key: str) -> None:
    """Languages and themes in turn: what the chapter opens on is tested in all of them by the test of every page."""
    language, theme = LANGUAGES[number % 2], ("light", "dark")[number // 2 % 2]
    visit = site.open_page("/limits", language, theme=theme, drawback=key, **unfolded(key))
    assert shift(visit.page) < MOST_SHIFT, "what is drawn first must keep its place"
    assert barriers(visit.page, f".st-key-limits_{key}-picture") == []
    reveal(visit, language)
    visit.screenshot(f"limits-{key}-{language}-{theme}")
    check(visit)
    check_on_phone(visit, f"limits-{key}-{language}-phone")
    visit.page.set_viewport_size(NARROW)
    visit.settle()
    assert overflow(visit.page) <= 0


def test_a_guess_is_dragged_or_tapped_and_then_other_things_are_asked(site: Site) -> None:
    visit = site.open_page("/limits", "en", drawback="cost")
    page = visit.page
    mark = page.get_by_role("slider")
    expect(mark).to_have_attribute("aria-valuetext", "20\N{NO-BREAK SPACE}t")
    mark.press("ArrowRight")
    mark.press("PageUp")
    expect(mark).to_have_attribute("aria-valuetext", "32\N{NO-BREAK SPACE}t")
    rail = page.locator(".st-key-limits_cost-picture .rail")
    box = rail.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(mark).not_to_have_attribute("aria-valuetext", "32\N{NO-BREAK SPACE}t")
    page.mouse.move(box["x"] + box["width"] + 40, box["y"] - 60)
    expect(mark).to_have_attribute("aria-valuetext", "120\N{NO-BREAK SPACE}t")
    page.mouse.up()
    mark.press("ArrowLeft")
    mark.press("Enter")
    picture = page.locator(".st-key-limits_cost-picture")
    expect(picture.locator(".hero")).to_contain_text("70")
    expect(picture.locator("svg .ghost")).to_contain_text("you: 118\N{NO-BREAK SPACE}t")
    page.get_by_role("radio").filter(has_text="Data quality").click()
    row = page.get_by_role("button", name="changed places")
    row.press("ArrowDown")
    page.keyboard.press("Enter")
    tapped = page.locator(".st-key-limits_data-picture")
    expect(tapped.locator(".hero")).to_contain_text("bits")
    expect(tapped.locator(".row").filter(has_text="your guess")).to_have_count(1)
    expect(page).to_have_url(re.compile("drawback=data.*"))
    page.get_by_role("radio").filter(has_text="Privacy").click()
    safes = page.locator(".st-key-limits_privacy-picture")
    safes.get_by_role("slider").press("PageDown")
    safes.get_by_role("slider").press("Enter")
    expect(safes.locator(".hero")).to_contain_text("try 2: half")
    expect(safes.locator("svg")).to_contain_text("you: 100")
    safes.get_by_role("button", name="64 times").click()
    expect(safes.get_by_role("status")).to_contain_text("64 times in the text")
    expect(page).to_have_url(re.compile("safes_group=4"))
    page.get_by_role("radio").filter(has_text="returns").click()
    doors = page.locator(".st-key-limits_returns-picture")
    doors.get_by_role("slider").press("ArrowRight")
    doors.get_by_role("button", name="That is my guess").click()
    expect(doors.locator(".hero")).to_contain_text("8 doors are left")
    doors.get_by_role("slider").press("End")
    expect(doors.locator(".stage-says")).to_contain_text("the law continued")
    page.get_by_role("radio").filter(has_text="Hallucination").click()
    piles = page.locator(".st-key-limits_hallucination-piles")
    piles.get_by_role("button", name="Just show me").click()
    piles.get_by_role("button", name="Australia").click()
    expect(piles.get_by_role("button", name="Australia")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("hallucination_asked=trap"))
    title = piles.get_by_role("textbox", name="a title of your own")
    title.fill("The Long Rain")
    title.press("Enter")
    expect(piles.get_by_role("button", name="The Long Rain")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("hallucination_title=The.Long.Rain"))
    check_content(visit)
