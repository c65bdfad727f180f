"""Chapter 3 in a browser: guess and uncover, links that open to the same picture, hostile texts, phones, axe."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, expect

from tests.support.page_checks import barriers
from tests.support.site import PHONE, WIDE, Site, Visit

pytestmark = pytest.mark.browser

CAPITAL = "The capital of France is"
PATIENCE = 30_000  # milliseconds; the model may be busy with others
OWN_PARTS = "[class*=st-key-section-next_token]"


def open_chapter(site: Site, lang: str = "en", **options: object) -> Visit:
    return site.open_page("/next_token", lang, **options)  # type: ignore[arg-type]


def charts(visit: Visit) -> Locator:
    return visit.page.locator(".js-plotly-plot")


def guess_buttons(visit: Visit) -> Locator:
    return visit.page.locator("[class*=st-key-options-next_token] button")


def bar_labels(visit: Visit) -> str:
    return charts(visit).first.locator(".ytick").all_text_contents()[0]


def address(visit: Visit) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(visit.page.url).query).items()}


@pytest.mark.parametrize(
    ("lang", "theme", "size"),
    [("en", "dark", WIDE), ("ja", "light", PHONE)],
    ids=["en-dark-wide", "ja-light-phone"],
)
def test_the_page_is_drawn_and_accessible(
    site: Site, lang: str, theme: Literal["light", "dark"], size: dict[str, int]
) -> None:
    visit = open_chapter(site, lang, theme=theme, size=size, reveal="1")
    expect(charts(visit)).to_have_count(3, timeout=PATIENCE)
    visit.page.locator(".st-key-next_token-formula summary").click()
    expect(visit.page.locator(".st-key-next_token-formula table")).to_be_visible(timeout=PATIENCE)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert barriers(visit.page, OWN_PARTS) == []
    visit.screenshot(f"next_token-{lang}-{theme}-{size['width']}")
    assert (visit.problems, visit.foreign) == ([], [])


def test_a_guess_uncovers_the_picture_for_its_text_and_the_link_tells_so(site: Site) -> None:
    visit = open_chapter(site, text=CAPITAL)
    expect(charts(visit)).to_have_count(0, timeout=PATIENCE)
    guess_buttons(visit).get_by_text("Paris", exact=True).click()
    expect(charts(visit)).to_have_count(3, timeout=PATIENCE)
    visit.settle()
    assert address(visit) | {"reveal": "1", "text": CAPITAL, "lang": "en"} == address(visit)
    visit.page.reload()
    expect(charts(visit)).to_have_count(3, timeout=PATIENCE)
    expect(guess_buttons(visit)).to_have_count(0, timeout=PATIENCE)


def test_two_texts_in_a_row_are_both_predicted(site: Site) -> None:
    visit = open_chapter(site, text=CAPITAL, reveal="1")
    assert bar_labels(visit) == "␣Paris"
    field = visit.page.locator(".st-key-sentence textarea")
    field.fill("The capital of Japan is")
    field.press("Enter")
    expect(charts(visit).first.locator(".ytick").first).to_have_text("␣Tokyo", timeout=PATIENCE)
    field.fill("私は今日")
    field.press("Enter")
    expect(visit.page.locator(".st-key-section-next_token-whatif p", has_text="私は今日").first).to_be_visible(
        timeout=PATIENCE
    )
    visit.settle()
    assert "\N{REPLACEMENT CHARACTER}" not in visit.text()
    assert visit.problems == []


def test_the_compared_text_is_in_the_link_and_follows_the_preset(site: Site) -> None:
    visit = open_chapter(site, text="I ate an", reveal="1")
    other = visit.page.locator("[data-testid=stTextInput] input")
    expect(other).to_have_value("I ate a", timeout=PATIENCE)
    other.fill("I drank an")
    other.press("Enter")
    visit.settle()
    given = address(visit)
    assert (given["other"], given["text"], given["model"]) == ("I drank an", "I ate an", "smollm2-135m")
    visit.page.reload()
    expect(other).to_have_value("I drank an", timeout=PATIENCE)
    visit.page.get_by_role("button", name="An opposite").click()
    expect(other).to_have_value("The opposite of big is", timeout=PATIENCE)
    visit.settle()
    given = address(visit)
    assert given["text"] == "The opposite of hot is"
    assert "other" not in given


def test_pointing_at_a_token_of_one_layer_frames_it_in_all(site: Site) -> None:
    visit = open_chapter(site, text=CAPITAL, reveal="1")
    lens = visit.page.locator(".st-key-next_token-lens")
    expect(lens.locator("tbody tr")).to_have_count(31, timeout=PATIENCE)
    paris = lens.locator("td.winner")
    paris.last.hover()
    framed = lens.locator("td.hovered")
    expect(framed).to_have_count(paris.count(), timeout=PATIENCE)
    assert set(framed.all_inner_texts()) == {"␣Paris"}
    visit.page.mouse.move(0, 0)
    expect(framed).to_have_count(0, timeout=PATIENCE)


HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<b>bold</b> & **stars** $x$",
    "a\x07\N{RIGHT-TO-LEFT OVERRIDE}b",
    "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
    "   ",
)


def test_hostile_texts_are_only_text(site: Site) -> None:
    visit = open_chapter(site, text=HOSTILE[0], other=HOSTILE[0] + "<b>", reveal="1")
    for text in HOSTILE:
        if text != HOSTILE[0]:
            visit.read(text)
            other = visit.page.locator(".st-key-next_token-other input")
            other.fill(text + "<b>")
            other.press("Enter")
            visit.settle()
        expect(charts(visit)).to_have_count(3, timeout=PATIENCE)
        assert visit.page.locator("img[src=x]").count() == 0
        assert "\N{REPLACEMENT CHARACTER}" not in visit.text()
        assert visit.problems == []
