"""With a projector: everything larger, nothing important below the fold, keys that lead on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters
from llm_viz.kit.shell.contents import Chapter
from tests.sheet import MEASURE, SIZES
from tests.support.page_checks import address, open_menu, reveal
from tests.support.places import path_of
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_a_class_sees_the_sentence_and_the_way_on_without_scrolling(site: Site, chapter: Chapter) -> None:
    visit = site.open_page(path_of(chapter), "ja", projector="1", size=SIZES["hall720"])
    for _ in ("before the answer", "after it"):
        seen = visit.page.evaluate(MEASURE)
        assert (seen["below"], seen["overlaps"]) == ([], [])
        reveal(visit, "ja")
        visit.page.get_by_test_id("stMain").evaluate("page => page.scrollTo({ top: 0 })")


def test_charts_are_enlarged_as_the_page_is_and_follow_the_theme_at_once(site: Site) -> None:
    fold = {"drawback": "culture", "show_shares": "true"}
    visit = site.open_page("/limits", "en", theme="light", reveal="1", projector="1", size=SIZES["hall"], **fold)
    page = visit.page
    fill = "node => getComputedStyle(node).fill"
    chart = page.locator(".st-key-limits_culture-shares")
    tick = chart.locator(".ytick text").first
    assert tick.evaluate(fill) == "rgb(27, 34, 48)"
    for size, least in (("hall", 24), ("laptop", 16)):
        page.set_viewport_size(SIZES[size])
        page.wait_for_function(_FILLS_ITS_PLACE, arg=chart.element_handle(), timeout=5000)
        seen = page.evaluate(MEASURE)
        assert (seen["cut"], seen["overlaps"]) == ([], [])
        assert seen["smallest"] >= least, seen["smallest_text"]
    chart.locator(".point").nth(3).hover(force=True)  # Plotly's own layer lies above it
    expect(chart.locator(".hovertext")).to_contain_text("Spanish")
    page.emulate_media(color_scheme="dark")
    expect(tick).to_have_css("fill", "rgb(232, 235, 240)")


def test_a_projected_page_is_enlarged_before_anything_is_drawn_on_it(site: Site) -> None:
    page = site.browser.new_page(viewport=SIZES["hall"])
    page.route("**/*.js", lambda route: route.abort())  # neither Streamlit's scripts nor the part's
    zooms = []
    for mode in ("", "?projector=1"):
        page.goto(f"{site.url}/large{mode}")
        zooms.append(page.evaluate("() => document.documentElement.style.getPropertyValue('--zoom')"))
    page.close()
    assert zooms == ["", "1.716"]


_FILLS_ITS_PLACE = """(place) => {
  const [around, drawn] = [place, place.querySelector(".main-svg")].map((node) => node.getBoundingClientRect())
  return ["x", "y", "width", "height"].every((side) => Math.abs(around[side] - drawn[side]) < 1)
}"""


def test_projector_mode_enlarges_and_is_shared(site: Site) -> None:
    visit = site.open_page("/large", "en", projector="1", size=SIZES["hall"])
    page = visit.page
    assert address(page)["projector"] == "1"
    seen = page.evaluate(MEASURE)
    assert seen["smallest"] >= 24, seen["smallest_text"]
    assert (seen["cut"], seen["overlaps"]) == ([], [])
    assert seen["wider"] <= 0
    knob = page.get_by_role("slider")
    place = knob.bounding_box()
    assert place is not None
    aim = place["x"] + 300, place["y"] - 280
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.mouse.move(*aim)
    page.mouse.up()
    place = knob.bounding_box()
    assert place is not None
    corner = place["x"] - place["y"] + (place["width"] - place["height"]) / 2
    assert abs(corner - (aim[0] - aim[1])) < 8  # a square's corner lies on the diagonal that the pointer is on
    open_menu(page)
    expect(page.get_by_text(re.compile("Keys: P"))).to_be_in_viewport()
    page.keyboard.press("Escape")
    waive = page.get_by_role("button", name=strings("en")("guess-skip"))
    expect(waive).to_be_visible()
    page.keyboard.press("p")
    expect(waive).to_have_count(0)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("act="))
