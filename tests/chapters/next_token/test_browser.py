"""Chapter 3 in a browser: guess and uncover, links that open to the same picture, hostile texts, phones, axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import address, barriers, overflow
from tests.support.site import PHONE, Site, Theme, Visit

pytestmark = pytest.mark.browser

CAPITAL = "The capital of France is"
PATIENCE = 30_000  # milliseconds; the model may be busy with others
OWN_PARTS = "[class*=st-key-section-next_token]"


def open_chapter(site: Site, lang: str = "en", **options: object) -> Visit:
    return site.open_page("/next_token", lang, **options)  # type: ignore[arg-type]


def charts(visit: Visit) -> Locator:
    return visit.page.locator(".js-plotly-plot")


def deck(visit: Visit) -> Locator:
    return visit.page.locator(".deck")


def on_the_cards(visit: Visit) -> Locator:
    return deck(visit).locator(".face b")


def check_parts(visit: Visit, then: Theme) -> None:
    """The chapter's own parts shut nobody out, and on a phone, in the theme `then`, all fits and can be read."""
    size = visit.page.viewport_size
    assert size is not None
    assert barriers(visit.page, OWN_PARTS) == []
    visit.page.emulate_media(color_scheme=then)
    visit.page.set_viewport_size(PHONE)
    visit.settle()
    assert overflow(visit.page) <= 0
    assert barriers(visit.page, OWN_PARTS, "contrast") == []
    visit.page.set_viewport_size(size)


def test_a_guess_lands_on_the_picture_and_turns_the_cards(site: Site) -> None:
    visit = open_chapter(site, text=CAPITAL, theme="dark")
    page = visit.page
    expect(deck(visit).locator(".dashed-mark")).to_have_text("?", timeout=PATIENCE)
    expect(on_the_cards(visit)).to_have_count(0)
    assert barriers(page, OWN_PARTS) == []
    candidates = page.locator(".ask .candidate")
    expect(candidates).to_have_count(4)
    page.keyboard.press("Tab")
    candidates.first.focus()
    for _ in range(4):  # with the keyboard alone
        if candidates.filter(has_text="Paris").evaluate("node => node.matches(':focus')"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(on_the_cards(visit).first).to_have_text("Paris", timeout=PATIENCE)
    expect(page.locator(".ask")).to_have_count(0)
    expect(page.locator(".ghost")).to_have_text("you: Paris")
    expect(page.locator(".stage-says")).to_contain_text("You and the model agree: “Paris”")
    visit.settle()
    assert address(visit.page) | {"reveal": "1", "text": CAPITAL, "lang": "en"} == address(visit.page)
    page.reload()
    expect(on_the_cards(visit).first).to_have_text("Paris", timeout=PATIENCE)
    expect(page.locator(".ask")).to_have_count(0, timeout=PATIENCE)
    # Two texts in a row are both predicted.
    field = page.locator(".st-key-sentence textarea")
    field.fill("The capital of Japan is")
    field.press("Enter")
    expect(on_the_cards(visit).first).to_have_text("Tokyo", timeout=PATIENCE)
    field.fill("私は今日")
    field.press("Enter")
    expect(deck(visit).locator(".line")).to_have_text("私は今日", timeout=PATIENCE)
    visit.settle()
    for fold in ("distribution", "why"):
        page.locator(f".st-key-section-next_token-{fold} summary").first.click()
    expect(charts(visit)).to_have_count(2, timeout=PATIENCE)
    page.locator(".st-key-next_token-formula summary").click()
    expect(page.locator(".st-key-next_token-formula table")).to_be_visible(timeout=PATIENCE)
    check_parts(visit, then="light")
    visit.screenshot("next_token-cards-en")
    assert "\N{REPLACEMENT CHARACTER}" not in visit.text()
    assert (visit.problems, visit.foreign) == ([], [])


def test_a_word_is_exchanged_in_place_and_the_compared_text_is_in_the_link(site: Site) -> None:
    visit = open_chapter(site, text="The baby drinks warm", act="swap")
    other = visit.page.locator("[data-testid=stTextInput] input")
    expect(other).to_have_value("The vampire drinks warm", timeout=PATIENCE)
    expect(on_the_cards(visit).first).to_have_text("blood", timeout=PATIENCE)
    visit.page.get_by_role("button", name="Change “vampire”").click()
    field = deck(visit).get_by_role("textbox")
    expect(field).to_be_focused()
    expect(deck(visit).locator(".others button").first).to_be_visible(timeout=PATIENCE)  # the model's suggestions
    expect(field).to_have_value("vampire")
    field.fill("robot")
    field.press("Enter")
    expect(deck(visit).locator(".line")).to_have_text("The robot drinks warm", timeout=PATIENCE)
    expect(deck(visit).locator(".strip em").first).to_have_text("before: baby")
    visit.settle()
    given = address(visit.page)
    assert (given["other"], given["text"], given["act"]) == ("The robot drinks warm", "The baby drinks warm", "swap")
    visit.page.reload()
    expect(other).to_have_value("The robot drinks warm", timeout=PATIENCE)
    visit.page.get_by_role("button", name="An opposite").click()
    expect(other).to_have_value("The opposite of big is", timeout=PATIENCE)
    visit.settle()
    given = address(visit.page)
    assert given["text"] == "The opposite of hot is"
    assert "other" not in given


def test_layers_are_read_one_by_one_and_a_token_of_one_is_framed_in_all(site: Site) -> None:
    visit = open_chapter(site, text=CAPITAL, act="layers", show_lens_table="true")
    lens = visit.page.locator(".st-key-next_token-lens")
    expect(lens.locator("tbody tr")).to_have_count(31, timeout=PATIENCE)
    paris = lens.locator("td.winner")
    paris.last.hover()
    framed = lens.locator("td.hovered")
    expect(framed).to_have_count(paris.count(), timeout=PATIENCE)
    assert set(framed.all_inner_texts()) == {"␣Paris"}
    visit.page.mouse.move(0, 0)
    expect(framed).to_have_count(0, timeout=PATIENCE)
    picture = visit.page.locator(".st-key-next_token-layers")
    slider = picture.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("After layer 30 of 30: ␣Paris"))
    visit.settle()
    before = len(visit.sent)
    slider.press("Home")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile("Before the first layer: ␣is .*␣Paris here only number")
    )
    slider.press("ArrowRight")
    expect(picture.locator("text.now")).to_have_text("1")
    assert address(visit.page)["layer"] == "1"
    chart = picture.locator("svg.chart")
    box = chart.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    expect(picture.locator("text.now")).to_have_text(re.compile(r"1\d|2\d"))
    assert len(visit.sent) == before, "the numbers are there already"


HOSTILE = (
    "</script><img src=x onerror=alert(1)> <b>bold</b> & **stars** $x$ a\x07\N{RIGHT-TO-LEFT OVERRIDE}b "
    "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
)


def test_hostile_texts_are_only_text_and_stay_within_a_phone(site: Site) -> None:
    visit = open_chapter(site, "ja", text=HOSTILE, other=HOSTILE + "<b>", act="swap")
    for act, drawn, cards in (("swap", 1, 6), ("layers", 0, 0)):
        if act != "swap":  # the one that it opens with
            visit.page.get_by_role("radio").filter(has_text=strings("ja", "next_token")(f"act-{act}")).click()
        expect(visit.page.locator(f".st-key-act-next_token-{act}")).to_be_visible(timeout=PATIENCE)
        expect(charts(visit)).to_have_count(drawn, timeout=PATIENCE)
        expect(deck(visit).locator(".card")).to_have_count(cards, timeout=PATIENCE)
        visit.settle()
        assert visit.page.locator("img[src=x]").count() == 0
        assert "\N{REPLACEMENT CHARACTER}" not in visit.text()
        check_parts(visit, then="dark")
        visit.page.emulate_media(color_scheme="light")
        visit.screenshot(f"next_token-{act}-ja")
    assert (visit.problems, visit.foreign) == ([], [])
