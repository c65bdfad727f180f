"""Chapter 6 in a browser, act by act: drawn, readable, within reach of the keyboard, and answered by touch."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.support.page_checks import barriers, overflow, stops
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser

OWN_PARTS = "[class*=st-key-section-attention]"
FOLDS = {
    "apple": ("readings", "meaning"),
    "cloth": ("proof", "ranking"),
    "head": ("why",),
    "all": ("look", "qk", "directions"),
}
MOST_TAB_STOPS = 45


def covered_share(visit: Visit, part: str) -> float:
    """How much of the main area of the first screen the picture of an act covers."""
    box = visit.page.locator(f".st-key-{part} svg").first.bounding_box()
    size, left = visit.page.viewport_size, visit.page.locator(".st-key-top").bounding_box()
    assert box is not None
    assert size is not None
    assert left is not None
    height = min(box["y"] + box["height"], size["height"]) - box["y"]
    return box["width"] * height / ((size["width"] - left["x"]) * size["height"])


def told_by(visit: Visit) -> float:
    """How far down the first screen the sentence of an act ends."""
    visit.page.get_by_test_id("stMain").evaluate("page => page.scrollTo({ top: 0 })")
    end = """says => {
      const text = new Range()
      text.selectNodeContents(says)
      return text.getBoundingClientRect().bottom
    }"""
    return float(visit.page.locator("[class*=st-key-picture-attention] .stage-says").evaluate(end))


@pytest.mark.parametrize(
    ("lang", "theme", "other_theme", "acts"),
    [("en", "light", "dark", ("apple", "head")), ("ja", "dark", "light", ("cloth", "all"))],
)
def test_the_acts_are_drawn_and_accessible(
    site: Site,
    lang: str,
    theme: Literal["light", "dark"],
    other_theme: Literal["light", "dark"],
    acts: tuple[str, ...],
) -> None:
    """Every act once: with its folds open in one theme, and on a phone in the other."""
    for act in acts:
        folds = {f"show_{fold}": "true" for fold in FOLDS[act]}
        visit = site.open_page("/attention", lang, theme=theme, reveal="1", act=act, **folds)
        for fold in FOLDS[act]:
            expect(
                visit.page.locator(f".st-key-section-attention-{fold} [data-testid=stMarkdown]").first
            ).to_be_visible()
        if act == "cloth":  # the model works on it for seconds
            visit.page.locator(".st-key-attention-ranking-start button").click()
            expect(visit.page.locator(".st-key-ranking section")).to_have_count(2, timeout=60_000)
        visit.settle()
        assert overflow(visit.page) <= 0
        assert barriers(visit.page, OWN_PARTS) == []
        visit.screenshot(f"attention-{act}-{lang}-{theme}")
        visit.page.emulate_media(color_scheme=other_theme)
        visit.page.set_viewport_size(PHONE)
        visit.settle()
        assert overflow(visit.page) <= 0
        assert barriers(visit.page, OWN_PARTS, "contrast") == []
        assert told_by(visit) <= PHONE["height"]
        visit.screenshot(f"attention-{act}-{lang}-{other_theme}-phone")
        assert (visit.problems, visit.foreign) == ([], [])


def test_the_second_word_is_placed_by_hand_before_its_way_is_shown(site: Site) -> None:
    visit = site.open_page("/attention", "en", size={"width": 1280, "height": 720})
    picture = visit.page.locator(".st-key-two_words")
    mark = picture.get_by_role("slider", name="Your guess")
    expect(picture.locator(".thread.side-0")).to_have_count(1)
    expect(picture.locator(".thread.side-1")).to_have_count(0)
    assert covered_share(visit, "two_words") >= 0.45
    assert barriers(visit.page, OWN_PARTS) == []
    visit.page.emulate_media(color_scheme="dark")
    visit.settle()
    assert barriers(visit.page, OWN_PARTS, "contrast") == []
    mark.focus()
    visit.page.keyboard.press("PageDown")
    visit.page.keyboard.press("ArrowUp")
    expect(mark).to_have_attribute("aria-valuetext", "−0.40 (company)")
    visit.page.keyboard.press("Enter")
    expect(picture.locator(".thread.side-1")).to_have_count(1)
    expect(picture.locator(".ghost")).to_have_count(1)
    expect(picture.locator(".stage-says")).to_contain_text("Your guess was 0.7")
    assert "reveal=1" in visit.page.url
    sent = visit.sent
    before = len(sent)
    layer = picture.get_by_role("slider", name="Layer")
    layer.focus()
    visit.page.keyboard.press("Home")
    expect(picture.locator(".stage-says")).to_contain_text("one and the same vector")
    visit.page.keyboard.press("ArrowRight")
    expect(picture.locator(".stage-says")).to_contain_text("cannot tell yet")
    assert len(sent) == before
    visit.settle()
    assert len(stops(visit.page, "Tab")) <= MOST_TAB_STOPS
    picture.get_by_label("Word", exact=True).select_option("bank")
    expect(picture.locator(".word-chip.chosen")).to_have_text("bank")
    expect(picture.locator(".thread.side-1")).to_have_count(1)  # asked once
    assert visit.problems == []


def test_a_blind_turns_the_word_and_a_head_loses_its_look(site: Site) -> None:
    visit = site.open_page("/attention", "en", act="cloth", size={"width": 1280, "height": 720})
    picture = visit.page.locator(".st-key-cloth")
    assert covered_share(visit, "cloth") >= 0.45
    sent = visit.sent
    before = len(sent)
    blind = picture.get_by_role("switch", name="Cover “muddy”")
    blind.press("Enter")
    expect(blind).to_have_attribute("aria-checked", "true")
    expect(picture.locator(".stage-says")).to_contain_text("So river turns into money. That is 99")
    blind.press("Enter")
    expect(picture.locator(".stage-says")).to_contain_text("Which word does that?")
    assert len(sent) == before
    picture.get_by_role("button", name="context B").click()
    expect(picture.locator(".word-chip.chosen")).to_have_text("Apple")
    visit.settle()
    assert len(stops(visit.page, "Tab")) <= MOST_TAB_STOPS
    visit.page.locator(".st-key-act-attention-next button").click()
    looks = visit.page.locator(".st-key-one_head")
    expect(looks.locator(".stage-says")).to_contain_text("Without this head’s look, “ears” falls from 80")
    name = looks.locator(".head-name")
    first = name.inner_text()
    looks.get_by_role("button", name="Next head").click()
    expect(name).not_to_have_text(first)
    looks.get_by_role("button", name="Where “hear” looks").press("Enter")
    expect(looks.locator(".stage-says")).to_contain_text("“hear” gives most of its look")
    visit.settle()
    assert len(stops(visit.page, "Tab")) <= MOST_TAB_STOPS
    assert "act=head" in visit.page.url
    assert visit.problems == []


def test_all_heads_are_sorted_once_guessed_and_each_shows_its_look(site: Site) -> None:
    size = {"width": 1280, "height": 720}
    visit = site.open_page(
        "/attention", "en", act="all", text="You see with your eyes, and you hear with your", size=size
    )
    picture = visit.page.locator(".st-key-sorted_heads")
    says, squares = picture.locator(".stage-says"), picture.locator(".square")
    expect(squares).to_have_count(270)
    assert covered_share(visit, "sorted_heads") >= 0.45
    columns = "(all) => new Set(all.map((square) => square.getAttribute('x'))).size"
    assert squares.evaluate_all(columns) == 30, "in no order but that of the layers"
    picture.get_by_role("button", name="eyes", exact=True).last.press("Enter")  # the word itself is a candidate too
    expect(says).to_contain_text("You said “eyes”. From “your”, 184 of 270 heads look most at “You”")
    expect(picture.locator(".lane.guessed")).to_have_count(1)
    assert squares.evaluate_all(columns) > 30
    visit.settle()
    before = len(visit.sent)
    picture.locator(".heads").focus()
    visit.page.keyboard.press("ArrowUp")
    expect(says).to_contain_text("to “your”")
    visit.page.keyboard.press("ArrowDown")
    expect(says).to_contain_text("Layer 24, head 4 gives 96")
    picture.get_by_role("button", name="Next head").click()
    expect(says).not_to_contain_text("Layer 24, head 4")
    box = squares.nth(0).bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(picture.locator(".head-name")).to_have_text("layer 1, head 1")
    picture.get_by_role("button", name="Where “hear” looks").press("Enter")
    expect(says).to_contain_text("From “hear”")
    assert len(visit.sent) == before
    visit.settle()
    visit.page.reload()
    visit.settle()
    expect(picture.locator(".head-name")).to_have_text("layer 1, head 1")
    expect(says).to_contain_text("From “hear”")
    assert barriers(visit.page, OWN_PARTS) == []
    assert (visit.problems, visit.foreign) == ([], [])
