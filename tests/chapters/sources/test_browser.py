"""The wall of figures in a browser: guessed by keyboard, walked, searched, without a message to the server."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from llm_viz.chapters.sources.compute.wall import wall
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_wall_and_shelves_are_walked_and_searched_without_the_server(site: Site) -> None:
    visit = site.open_page("/sources", "en")
    root = visit.page.locator(".st-key-sources-wall .root")
    line = root.get_by_role("slider")
    line.focus()
    for key in ("End", "Home", "PageUp", "ArrowRight"):
        line.press(key)
    expect(line).to_have_attribute("aria-valuenow", "11")
    line.press("Enter")
    expect(root.locator(".kind").first).to_be_visible()
    expect(root.locator(".stage-says")).to_contain_text("You said 11")
    expect(root.locator(".line.was")).to_contain_text("11")
    visit.settle()
    visit.sent.clear()

    area, card = root.get_by_role("application"), root.locator(".card")
    expect(card).to_contain_text("GPT-4")
    box = area.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
    expect(card.locator(".sure")).to_have_text("read in the source")
    before = card.inner_text()
    area.press("ArrowDown")
    expect(card).not_to_have_text(before)
    expect(card.get_by_role("link")).to_have_attribute("href", "https://arxiv.org/abs/2005.14165v4")
    card.locator(".same").click()
    expect(card.locator(".same")).to_have_attribute("aria-pressed", "true")
    expect(root.locator(".stage-says")).to_contain_text("Sources: 1.")
    card.locator(".same").click()

    root.get_by_role("textbox").fill("luccioni energy")
    expect(root.locator(".stage-says")).to_contain_text("Figures: ")
    expect(card).to_contain_text("Luccioni")
    root.get_by_role("textbox").fill("no such figure")
    expect(card).to_contain_text("No figure matches")
    root.get_by_role("textbox").fill("")
    root.locator(".kind").last.click()
    low = sum(figure.kind == "low" for figure in wall())
    expect(root.locator(".stage-says")).to_contain_text(f"Figures: {low}.")
    root.get_by_role("button", name="chapter").click()
    expect(root.locator(".names")).to_contain_text("Emergence")
    asked = parse_qs(urlsplit(visit.page.url).query)
    assert (asked["order"], asked["kind"]) == (["chapter"], ["low"])
    assert visit.sent == []

    visit.page.get_by_role("radio", name="All sources").click()
    shelf = visit.page.locator(".st-key-sources-shelf .root")
    books, card = shelf.locator(".book"), shelf.locator(".card")
    expect(card).to_contain_text("EleutherAI")
    visit.settle()
    visit.sent.clear()
    shelf.locator(".kind").last.click()
    expect(shelf.locator(".stage-says")).to_contain_text(f"Figures that stand on them: {low}.")
    expect(card).to_contain_text("Notable AI Models")  # the book with most of them
    shelf.locator(".kind").last.click()
    books.nth(30).hover()
    expect(books.nth(30)).to_have_attribute("aria-pressed", "true")
    books.nth(40).click()  # stays until it is pressed again
    books.nth(30).hover()
    expect(books.nth(40)).to_have_attribute("aria-pressed", "true")
    books.nth(40).click()
    books.nth(30).hover()
    expect(books.nth(30)).to_have_attribute("aria-pressed", "true")
    visit.page.keyboard.press("End")
    expect(books.last).to_have_attribute("aria-pressed", "true")
    shelf.get_by_role("textbox").fill("luccioni energy")
    expect(shelf.locator(".stage-says")).to_contain_text("Sources found: ")
    expect(card).to_contain_text("Luccioni")
    shelf.locator("summary").click()
    expect(shelf.get_by_role("listitem").first).to_contain_text("Luccioni")
    assert visit.sent == []
