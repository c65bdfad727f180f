"""A visitor's system may choose all colours (high contrast): what the pages draw must then still be there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers, reveal
from tests.support.site import Site, Theme

pytestmark = pytest.mark.browser


def colour(locator: Locator, name: str) -> str:
    return str(locator.evaluate("(node, name) => getComputedStyle(node)[name]", name))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_choices_and_what_stands_on_them_are_seen(site: Site, theme: Theme) -> None:
    t = strings("en", "next_token")
    visit = site.open_page("/next_token", "en", theme=theme)
    page = visit.page
    page.emulate_media(forced_colors="active", reduced_motion="reduce", color_scheme=theme)
    visit.settle()
    canvas = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    card = page.locator(".card .back").first
    assert colour(card, "backgroundColor") != canvas, "the width of a card is its probability"
    candidate = page.locator(".candidate").first
    assert colour(candidate, "forcedColorAdjust") == "none", "writing in a colour of one's own would lie on a plate"
    assert colour(candidate, "color") != colour(candidate, "backgroundColor")
    reveal(visit, "en")
    assert colour(page.locator(".card .face").first, "backgroundColor") != canvas
    way_on = page.get_by_role("button", name=t("act-next", act=t("act-swap")))
    for inverted in (way_on, page.locator(".st-key-rail a[aria-current]")):
        assert colour(inverted, "forcedColorAdjust") == "none"
        assert colour(inverted, "backgroundColor") != canvas
        assert colour(inverted.locator(".icon, [data-testid=stIconMaterial]"), "color") == canvas
    assert barriers(page, rules="contrast") == []
    page.get_by_test_id("stPopoverButton").first.click()
    switch = page.get_by_test_id("stCheckbox").locator("label > div").first
    expect(switch).to_have_css("outline-style", "solid")
    off = colour(switch, "backgroundColor")
    page.get_by_test_id("stCheckbox").first.locator("label").click()
    expect(switch).not_to_have_css("background-color", off)
    sentence = page.get_by_role("textbox", name=strings("en")("sentence"))
    page.keyboard.press("Escape")
    sentence.focus()
    expect(sentence).to_have_css("outline-style", "solid")
