"""The first page on the live model: the river."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers
from tests.support.site import PHONE, Site

pytestmark = pytest.mark.browser
EN = strings("en", "home")
NOTEBOOK = {"width": 1280, "height": 720}
DRAWN = {
    "svg", "title", "desc", "style", "defs", "rect", "g", "path", "text", "tspan", "circle", "pattern", "clipPath",
    "linearGradient", "stop",
}  # fmt: skip
FRANCE = "The capital of France is"


def option(page: Page, word: str) -> Locator:
    return page.locator(".fan .option").filter(has_text=word)


def words_in_the_bed(page: Page) -> Locator:
    return page.locator(".words .chip .word")


def test_the_river_shows_what_may_come_why_and_takes_another_branch_when_asked(site: Site) -> None:
    visit = site.open_page("/", "en", text=FRANCE, size=NOTEBOOK)
    page = visit.page
    expect(page.locator(".fan .option")).to_have_count(7)
    expect(option(page, "Paris")).to_have_text("Paris 77 %")
    expect(words_in_the_bed(page)).to_have_text(["The", "capital", "of", "France", "is"])
    expect(page.locator(".arcs .gain").first).to_have_text(re.compile(r"^\+\d"))
    box = page.locator(".river").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= NOTEBOOK["height"]  # the whole picture, without scrolling
    assert box["height"] >= 0.55 * NOTEBOOK["height"]
    # Inside: a cut moves the branches; share and proof stand beside each other.
    page.get_by_role("button", name=EN("river-inside")).click()
    expect(page.locator(".score .number")).to_have_text("+19.2")
    expect(page.locator(".caption").first).to_contain_text("France")
    expect(page.locator(".target")).to_have_text("Paris")
    first = page.locator(".link .hit").first
    expect(first).to_have_attribute("aria-label", re.compile("^Layer 24 adds \\+3.2 .* head 5 "))
    first.focus()
    expect(page.locator(".sentence")).to_contain_text("head 5")
    page.keyboard.press("Enter")
    visit.settle()
    expect(option(page, "Paris")).to_have_text(re.compile("^Paris 7\\.4\\s%"))
    expect(page.locator(".sentence")).to_contain_text("goes from 77 % to 7.4 %")
    expect(page.locator(".link.severed")).to_have_count(1)
    assert barriers(page) == []
    page.get_by_role("button", name=re.compile("^head 5")).click()
    expect(page.locator(".sentence")).to_contain_text("Without the look of head 5 at “France”")
    expect(page.locator(".link.opened")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(option(page, "Paris")).to_have_text("Paris 77 %")
    page.get_by_role("button", name=EN("river-outside")).click()
    option(page, "London").focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(words_in_the_bed(page).last).to_have_text("London")
    expect(page.locator(".dry").first).to_contain_text("Paris 77 %")
    page.locator(".dry").first.focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(words_in_the_bed(page).last).to_have_text("Paris")
    page.locator(".given").first.click()
    field = page.get_by_role("textbox", name=EN("river-write"))
    field.fill("The capital of Japan is")
    field.press("Enter")
    visit.settle()
    expect(option(page, "Tokyo")).to_be_visible()
    expect(page.get_by_role("textbox", name=EN("sentence"))).to_have_value("The capital of Japan is")
    assert visit.problems == []


def test_on_a_phone_the_river_runs_downward_and_plays_until_it_is_touched(site: Site) -> None:
    visit = site.open_page("/", "ja", size=PHONE, theme="dark", motion="no-preference")
    page, ja = visit.page, strings("ja", "home")
    expect(page.get_by_role("button", name=ja("river-pause"))).to_be_visible()
    expect(page.locator(".words .taken")).to_have_count(1, timeout=20_000)
    page.locator(".river svg").dispatch_event("pointerdown")
    expect(page.get_by_role("button", name=ja("river-play"))).to_be_visible()
    first, last = words_in_the_bed(page).first.bounding_box(), words_in_the_bed(page).last.bounding_box()
    assert first is not None
    assert last is not None
    assert first["y"] < last["y"]
    page.get_by_role("button", name=ja("river-inside")).click()
    expect(page.locator(".inside .trunk").first).to_be_visible()
    page.locator(".link .hit").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sentence")).to_contain_text("帯の値は")  # the proof
    expect(page.locator(".heads .pill").first).to_be_visible()
    picture, heads = page.locator(".river svg").bounding_box(), page.locator(".heads").bounding_box()
    assert picture is not None
    assert heads is not None
    assert picture["y"] + picture["height"] <= heads["y"]  # no lane is covered
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(page) == []


def test_the_picture_is_saved_as_a_file_that_stands_alone_and_holds_any_sentence(site: Site) -> None:
    hostile = '</text><script>alert("&")</script> in'
    visit = site.open_page("/", "en", text=hostile, theme="dark")
    page = visit.page
    expect(words_in_the_bed(page).first).to_have_text("</")
    page.get_by_role("button", name=EN("river-menu")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=EN("river-save-svg")).click()
    svg = ElementTree.fromstring(download.value.path().read_text("utf-8"))
    assert {node.tag.rpartition("}")[2] for node in svg.iter()} <= DRAWN
    assert "script" in [node.text.strip() for node in svg.iter() if node.tag.endswith("}text") and node.text]
    references = [value for node in svg.iter() for value in node.attrib.values() if "url(" in value]
    assert references
    assert all(value.startswith("url(#") for value in references)
    styles = [node.text or "" for node in svg.iter() if node.tag.endswith("}style")]
    assert re.findall(r"url\((?!data:)", "".join(styles)) == []
    assert visit.problems == []
