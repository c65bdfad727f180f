"""Chapter 10 in a browser: points that move with the metric, the mirage under the slider, links that keep both."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.support.page_checks import address
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser

PATIENCE = 30_000  # milliseconds


def heights(picture: Locator) -> list[float]:
    """Where the marks stand, in pixels."""
    places: list[float] = picture.locator("rect").evaluate_all("all => all.map((one) => Number(one.getAttribute('y')))")
    return places


PRESS_AND_WATCH = """mark => new Promise((done) => {
  const seen = []
  const note = () => seen.push(Number(mark.getAttribute("y")))
  new MutationObserver(note).observe(mark, { attributes: true, attributeFilter: ["y"] })
  mark.getRootNode().querySelector("button[data-value=smooth]").click()
  setTimeout(() => done(seen), 2500)
})"""
"""Presses the smooth metric; the places that a mark then takes, one after another."""


def test_of_the_act_of_metrics_every_picture_answers_and_the_server_is_not_asked(site: Site) -> None:
    """One page for all that stands in this act."""
    size = {"width": 1280, "height": 720}
    visit = site.open_page("/emergence", "en", motion="no-preference", act="metrics", show_tasks="true", size=size)
    the_points_glide_to_the_other_metric_unless_less_motion_is_asked_for(visit)
    a_link_keeps_metric_and_axes(visit)
    the_mirage_follows_the_slider_while_it_moves(visit)
    the_same_answers_are_marked_twice_and_the_moment_is_dragged(visit)
    assert visit.problems == []


def the_points_glide_to_the_other_metric_unless_less_motion_is_asked_for(visit: Visit) -> None:
    picture = visit.page.locator(".st-key-emergence-points")
    mark = picture.locator("rect").last
    expect(picture.locator("rect")).to_have_count(52, timeout=PATIENCE)
    places: list[float] = mark.evaluate(PRESS_AND_WATCH)
    assert len(set(places)) > 2
    assert abs(places[-1] - places[0]) > 10
    visit.page.emulate_media(reduced_motion="reduce")
    picture.locator("button[data-value=hard]").click()
    places = mark.evaluate(PRESS_AND_WATCH)
    assert len(set(places)) == 1
    picture.locator("button[data-value=hard]").click()


def a_link_keeps_metric_and_axes(visit: Visit) -> None:
    before, picture = len(visit.sent), visit.page.locator(".st-key-emergence-points")
    assert before > 0
    picture.get_by_role("button", name="BLEU").click()
    picture.get_by_role("button", name="logarithmic").first.click()
    picture.locator("summary").click()  # the lines stand with the numbers
    picture.get_by_role("button", name="StarCoder").click()
    assert address(visit.page) | {"metric": "smooth", "y": "log"} == address(visit.page)
    assert len(visit.sent) == before
    shown = heights(picture)
    visit.page.reload()
    visit.settle()
    expect(picture.locator("rect")).to_have_count(52, timeout=PATIENCE)
    assert heights(picture) == pytest.approx(shown, abs=1)
    assert visit.problems == []


def the_mirage_follows_the_slider_while_it_moves(visit: Visit) -> None:
    before, dials = len(visit.sent), visit.page.locator(".st-key-emergence-mirage")
    visit.page.get_by_text("The mirage argument, as a slider").click()
    live = dials.locator(".live")
    expect(live).to_contain_text("27\u00a0%", timeout=PATIENCE)
    text = live.inner_text()
    length = dials.get_by_label("Length of the answer")
    length.focus()
    length.press("ArrowRight")
    assert live.inner_text() != text
    dials.get_by_role("button", name="2", exact=True).click()
    dials.get_by_role("button", name="these points").click()
    expect(live).to_contain_text("4.1 percentage points")
    expect(dials.get_by_role("img")).to_have_accessible_name(re.compile("4.1 percentage points"))
    assert address(visit.page) | {"digits": "2", "n": "2", "a": "1.90"} == address(visit.page)
    assert len(visit.sent) == before


def the_same_answers_are_marked_twice_and_the_moment_is_dragged(visit: Visit) -> None:
    part = visit.page.locator(".st-key-emergence-answers .root")
    mark, sheet, says = part.get_by_role("slider"), part.locator(".sheet svg"), part.get_by_role("status")
    expect(sheet).to_contain_text("0 of 12 points")
    expect(says).to_contain_text("15 of 1,000 sums")
    answers = part.locator(".sheet text.digit").all_inner_texts()
    visit.sent.clear()
    part.get_by_role("button", name="Partial credit").click()
    expect(says).to_contain_text("40\u00a0% of the digits")
    expect(sheet).to_contain_text("4.7 of 12 points")
    assert part.locator(".sheet text.digit").all_inner_texts() == answers
    mark.focus()
    mark.press("End")
    expect(sheet).to_contain_text("after 800 steps")
    box = mark.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] - 300, box["y"], steps=4)
    visit.page.mouse.up()
    expect(mark).not_to_have_attribute("aria-valuenow", "24")
    assert visit.sent == []
    assert address(visit.page) | {"credit": "part", "adding": mark.get_attribute("aria-valuenow")} == address(
        visit.page
    )


def test_the_largest_model_is_dragged_and_the_switch_asks_nobody(site: Site) -> None:
    visit = site.open_page("/emergence", "en", size={"width": 1280, "height": 720})
    part = visit.page.locator(".st-key-emergence-marks .root")
    mark = part.get_by_role("slider")
    expect(part.locator(".plot .dot")).to_have_count(7)
    box = mark.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 60, steps=4)
    visit.page.mouse.up()
    expect(mark).to_be_focused()
    dragged = int(mark.get_attribute("aria-valuenow") or 0)
    assert dragged > 40
    visit.page.keyboard.press("ArrowDown")
    expect(mark).to_have_attribute("aria-valuenow", str(dragged - 1))
    visit.page.keyboard.press("Enter")
    expect(part.locator(".plot .dot")).to_have_count(8)
    expect(part.get_by_role("status")).to_contain_text(f"you said {dragged - 1}\u00a0%")
    visit.settle()
    visit.sent.clear()
    part.get_by_role("button", name="Partial credit").click()
    expect(part.get_by_role("status")).to_contain_text("The cliff becomes a slope")
    part.get_by_role("button", name="Phonetic script").click()
    expect(part.locator(".plot .dot")).to_have_count(52)
    assert visit.sent == []
    assert address(visit.page) | {"picture": "script", "marks": "part"} == address(visit.page)


def test_the_step_at_which_it_can_copy_is_dragged_before_it_is_shown(site: Site) -> None:
    visit = site.open_page("/emergence", "en", act="copying")
    part = visit.page.locator(".st-key-emergence-copying .root")
    mark = part.get_by_role("slider")
    expect(mark).to_have_attribute("aria-valuenow", "150")
    expect(part.locator(".series .line")).to_have_count(1)
    box = mark.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 150, box["y"], steps=4)
    visit.page.mouse.up()
    dragged = int(mark.get_attribute("aria-valuenow") or 0)
    assert dragged > 180
    mark.press("ArrowLeft")
    mark.press("Enter")
    # Until the run has ended, Streamlit may show the picture as it was beside it.
    expect(part.locator(".stage-says", has_text=f"you said {dragged - 1}")).to_be_visible()
    expect(part.locator(".series .line")).to_have_count(3)
    expect(part.locator(".dashed-mark.ghost")).to_have_count(1)
    expect(visit.page.get_by_role("button", name="Run it here")).to_be_visible()


def test_the_level_of_computation_is_raised_by_hand_and_by_key(site: Site) -> None:
    visit = site.open_page("/emergence", "en", act="debate", size=PHONE)
    part = visit.page.locator(".st-key-emergence-thresholds .root")
    level, says = part.get_by_role("slider"), part.get_by_role("status")
    expect(says).to_contain_text("6 of these 22")
    visit.sent.clear()
    box = level.locator(".knob").bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 300, steps=4)
    visit.page.mouse.up()
    expect(says).to_contain_text("22 of these 22")
    expect(level).to_be_focused()
    for _ in range(11):
        level.press("PageDown")
    expect(says).to_contain_text("none of these 22")
    part.get_by_role("button", name="Adding and subtracting, 3 digits").press("Enter")
    expect(says).to_contain_text("GPT-3 13B")
    assert visit.sent == []
    assert address(visit.page) | {"level": "22.362"} == address(visit.page)
