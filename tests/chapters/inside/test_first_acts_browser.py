"""Acts one to three of chapter 7 in a browser: vectors, order, a block, by pointer and keyboard, no barriers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers, overflow
from tests.support.site import PHONE, Site

pytestmark = pytest.mark.browser

OWN_PARTS = "[class*=st-key-section-inside]"
EN, JA = strings("en", "inside"), strings("ja", "inside")
HOSTILE = "<img src=x onerror=alert(1)> **b** </script>"


def check_what_comes_out_of_the_block(part: Locator) -> None:
    """What came in and what both parts add make up what comes out, as it is written."""
    parts = [float(number.replace("−", "-").replace(",", "")) for number in part.locator(".value").all_text_contents()]
    assert sum(parts[:3]) == pytest.approx(parts[3], abs=2 if abs(parts[3]) > 99 else 0.02)


def test_words_are_numbers_have_places_and_are_added_to(site: Site) -> None:
    visit = site.open_page("/inside", "en", text="Rome is in Italy. Paris is in", model="smollm2-135m")
    part = visit.page.locator(".st-key-inside-vector")
    # Nobody can see what is most alike before having guessed; then what was guessed is marked.
    expect(part.locator(".star")).to_have_count(0)
    part.locator(".candidate").nth(1).click()
    expect(part.locator(".star .guessed")).to_have_count(1)
    part.locator(".star").last.press("Enter")
    expect(part.locator(".products tr")).to_have_count(6)
    # Equal tokens are marked together, each with the same colours.
    part.locator(".word").last.click()
    twins = part.locator(".word[aria-pressed=true]")
    expect(twins).to_have_count(2)
    colours = [tile.get_attribute("style") for tile in twins.first.locator(".tile rect").all()]
    assert len(colours) == 64
    assert colours == [tile.get_attribute("style") for tile in twins.last.locator(".tile rect").all()]
    expect(part.locator(".star")).to_have_count(8)
    part.locator(".word").first.focus()
    visit.page.keyboard.press("ArrowRight")
    expect(part.locator(".word").nth(1)).to_be_focused()
    part.locator(".stage-tools > .pill").last.click()
    sums = part.locator(".offer")
    sums.last.click()
    expect(part.locator(".sun-word")).to_have_text(sums.last.inner_text())
    assert barriers(visit.page, OWN_PARTS) == []

    visit.page.get_by_text(EN("section-positions")).click()
    part = visit.page.locator(".st-key-inside-positions")
    words = part.locator(".word")
    expect(words.first).to_be_visible()
    # Two words have changed places already; what comes next then is asked.
    expect(part.locator(".chance-of .unknown")).to_have_count(4)
    part.locator(".candidate").last.click()
    expect(part.locator(".chance.after", has_text="%")).to_have_count(4)
    texts = part.locator(".order .word-name")
    before = [text or "" for text in texts.all_text_contents()]
    one, other = (place for place, word in enumerate(words.all()) if word.get_attribute("aria-pressed") == "true")
    words.nth(one).click()
    expect(part.locator(".working")).to_contain_text("°")
    words.nth(other).click()
    before[one], before[other] = before[other], before[one]
    expect(texts).to_have_text(before)
    words.nth(1).click()
    words.nth(3).click()
    expect(texts).to_have_text([before[0], before[3], before[2], before[1], *before[4:]])
    assert barriers(visit.page, OWN_PARTS) == []

    visit.page.locator(".st-key-act-inside-next button").click()
    part = visit.page.locator(".st-key-inside-block")
    expect(part.locator(".title")).to_have_count(4)
    expect(part.locator(".tile")).to_have_count(3)
    part.locator(".candidate").last.click()
    expect(part.locator(".tile")).to_have_count(4)
    expect(part.locator(".look").first).to_be_attached()
    part.locator("#inside-layer").focus()
    visit.page.keyboard.press("Home")
    expect(part.locator("output").first).to_have_text(re.compile("^1 / "))
    visit.page.keyboard.press("ArrowRight")
    check_what_comes_out_of_the_block(part)
    part.locator(".opening .pill").last.click()
    expect(part.locator(".opened .total").first).to_be_visible()
    expect(part.locator(".opening .pill[aria-pressed=true]")).to_have_count(1)
    assert overflow(visit.page) <= 0
    assert barriers(visit.page, OWN_PARTS) == []
    assert (visit.problems, visit.foreign) == ([], [])


def test_on_a_phone_in_japanese_whatever_is_typed_is_shown_as_text(site: Site) -> None:
    text = f"{HOSTILE} イタリアの首都はローマ、フランスの首都は"
    open_all = {"reveal": "1", "show_positions": "true"}
    visit = site.open_page("/inside", "ja", text=text, model="gemma-3-270m", size=PHONE, theme="dark", **open_all)
    page = visit.page
    expect(page.locator(".st-key-inside-vector .star")).to_have_count(8)
    expect(page.locator(".st-key-inside-positions .chance.after", has_text="%")).to_have_count(4)
    for act in ("vector", "block", "stack"):
        if act != "vector":  # the one that it opens with
            page.locator(".st-key-act-inside-next button").click()
            visit.settle()
        if act == "block":
            expect(page.locator(".st-key-inside-block .tile")).to_have_count(4)
            check_what_comes_out_of_the_block(page.locator(".st-key-inside-block"))
        if act == "stack":
            expect(page.get_by_role("slider", name=JA("stack-picture"))).to_be_visible()
            expect(page.locator(".ring")).to_have_count(1)
        assert overflow(page) <= 0
        assert barriers(page, OWN_PARTS) == []
        assert page.locator("img[src='x']").count() == 0
    assert (visit.problems, visit.foreign) == ([], [])
