"""The first page on the live model: the river, and the path from text to next token as an animation, on demand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser
EN = strings("en", "home")
NOTEBOOK = {"width": 1280, "height": 720}
FRANCE = "The capital of France is"


def stage(page: Page, name: str) -> Locator:
    return page.locator(f".stage.{name}")


def button(page: Page, name: str) -> Locator:
    return page.locator(".controls").get_by_text(EN(f"journey-{name}"))


def step(visit: Visit, times: int) -> None:
    for _ in range(times):
        button(visit.page, "step").click()
        visit.settle()


def open_journey(site: Site, lang: str = "en", **query: Any) -> Visit:
    """The page with the animation of the whole path."""
    visit = site.open_page("/", lang, **query)
    visit.page.get_by_text(strings("ja" if lang == "ja" else "en", "home")("journey-show")).click()
    visit.settle()
    return visit


def option(page: Page, word: str) -> Locator:
    return page.locator(".fan .option").filter(has_text=word)


def words_in_the_bed(page: Page) -> Locator:
    return page.locator(".words .chip .word")


def test_the_river_shows_what_may_come_and_takes_another_branch_when_asked(site: Site) -> None:
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
    option(page, "London").focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(words_in_the_bed(page).last).to_have_text("London")
    expect(page.locator(".dry").first).to_contain_text("Paris 77 %")
    page.locator(".dry").first.focus()
    page.keyboard.press("Enter")
    visit.settle()
    expect(words_in_the_bed(page).last).to_have_text("Paris")
    assert visit.problems == []


def test_inside_a_cut_moves_the_branches_and_share_and_proof_stand_beside_each_other(site: Site) -> None:
    visit = site.open_page("/", "en", text=FRANCE)
    page = visit.page
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
    page.keyboard.press("Escape")
    expect(option(page, "Paris")).to_have_text("Paris 77 %")
    page.get_by_role("button", name=EN("river-outside")).click()
    page.locator(".given").first.click()
    field = page.get_by_role("textbox", name=EN("river-write"))
    field.fill("The capital of Japan is")
    field.press("Enter")
    visit.settle()
    expect(option(page, "Tokyo")).to_be_visible()
    expect(page.get_by_role("textbox", name=EN("sentence"))).to_have_value("The capital of Japan is")


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
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(page) == []


def test_with_less_motion_the_whole_path_is_there_at_once(site: Site) -> None:
    page = open_journey(site, text=FRANCE).page
    expect(stage(page, "tokens").locator(".chip")).to_have_text(["The", "␣capital", "␣of", "␣France", "␣is"])
    expect(stage(page, "layers").locator("li")).to_have_count(16)
    expect(stage(page, "probabilities").locator("li").first).to_contain_text("␣Paris")
    expect(stage(page, "chosen").locator(".chip-chosen")).to_have_text("␣Paris")
    expect(page.locator(".stage.ahead")).to_have_count(0)


def test_with_motion_the_first_round_plays_by_itself_and_stops(site: Site) -> None:
    page = open_journey(site, motion="no-preference").page
    expect(button(page, "pause")).to_be_visible()
    expect(page.locator(".stage.chosen.now")).to_be_visible(timeout=20_000)
    expect(button(page, "play")).to_be_visible(timeout=20_000)


def test_a_step_finishes_what_is_running_and_nothing_is_read_out_before_it_is_shown(site: Site) -> None:
    page = open_journey(site, motion="no-preference", text=FRANCE).page
    page.get_by_role("button", name=EN("journey-restart")).click()
    expect(page.locator(".stage.ahead")).to_have_count(4)
    for ahead in ("layers", "probabilities", "chosen"):  # it plays on, and does not reach them meanwhile
        expect(stage(page, ahead).locator(".body")).to_be_hidden()
    assert "Paris" not in stage(page, "chosen").aria_snapshot()
    button(page, "step").click()
    expect(page.locator(".stage.tokens.now")).to_be_visible()
    expect(button(page, "play")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="␣France")).to_have_text(
        f"{EN('journey-tokens')}: The, ␣capital, ␣of, ␣France, ␣is"
    )


def test_the_chosen_token_goes_back_into_the_text_and_the_model_reads_it(site: Site) -> None:
    visit = open_journey(site, text=FRANCE)
    step(visit, 2)
    expect(stage(visit.page, "text").locator("mark")).to_have_text([" Paris"])
    expect(stage(visit.page, "tokens").locator(".chip").last).to_have_text("␣Paris")
    step(visit, 5)
    expect(stage(visit.page, "text").locator("mark")).to_have_text([" Paris", "."])


def test_playing_asks_the_model_for_round_after_round(site: Site) -> None:
    page = open_journey(site, "ja", text="私は今日").page
    page.get_by_role("button", name=strings("ja", "home")("journey-play")).click()
    expect(stage(page, "text").locator("mark:not(.next)")).to_have_count(3, timeout=60_000)
    page.get_by_role("button", name=strings("ja", "home")("journey-pause")).click()


def test_arrow_keys_step(site: Site) -> None:
    page = open_journey(site, text=FRANCE).page
    button(page, "step").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".stage.probabilities.now")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".stage.chosen.now")).to_be_visible()


def test_a_new_sentence_starts_again(site: Site) -> None:
    visit = open_journey(site, text=FRANCE)
    step(visit, 3)
    sentence = visit.page.get_by_role("textbox", name=EN("sentence"))
    sentence.fill("The capital of Japan is")
    sentence.press("Enter")
    visit.settle()
    expect(stage(visit.page, "text").locator("mark")).to_have_count(1)
    expect(stage(visit.page, "chosen").locator(".chip-chosen")).to_have_text("␣Tokyo")


@pytest.mark.parametrize(("name", "chapter"), [("tokens", "tokens"), ("probabilities", "next_token")])
def test_each_stage_is_a_door_that_keeps_the_sentence(site: Site, name: str, chapter: str) -> None:
    visit = open_journey(site, "ja", text="猫が")
    link = stage(visit.page, name).get_by_role("link")
    assert str(link.get_attribute("href")).startswith(f"{chapter}?lang=ja&")
    link.click()
    visit.page.wait_for_url(f"**/{chapter}?*")
    visit.settle()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(strings("ja", chapter)("question"))
    expect(visit.page.get_by_role("textbox", name=strings("ja")("sentence"))).to_have_value("猫が")


def test_whatever_is_typed_is_shown_as_text(site: Site) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** </script> \u202e🧑‍🔬か゛"
    visit = open_journey(site, text=hostile)
    expect(stage(visit.page, "text")).to_contain_text("<img src=x onerror=alert(1)> **b** </script>")
    assert visit.page.locator("img[src='x']").count() == 0
    assert visit.problems == []
