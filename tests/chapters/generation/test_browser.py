"""Chapter 4 in a real browser: playing, stepping, choosing another token, sharing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from llm_viz.base.i18n import strings
from llm_viz.chapters.generation.compute.steps import CHUNK
from tests.support.page_checks import check, check_content
from tests.support.site import Site

pytestmark = pytest.mark.browser

PATH = "/generation"
EN = strings("en", "generation")
WAIT = 30_000
TABLE = {"act": "player", "show_table": "true"}
"""The act in which one lets it write, with the table of its steps."""
WRITING = {**TABLE, "show_tree": "true"}
"""The same, with both folds open."""


def part(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-generation-{name}")


def play(page: Page) -> Locator:
    return part(page, "player").locator("button.play")


def bars(page: Page) -> Locator:
    return part(page, "step").locator("button.card[data-token]")


def chosen(page: Page) -> Locator:
    return bars(page).and_(page.locator("[aria-pressed=true]")).locator(".label")


def words(page: Page) -> Locator:
    """The words of the text that is being written: given, written, and what was written beyond the step shown."""
    return part(page, "step").locator(".word .token")


def text_of(page: Page) -> str:
    return " ".join(words(page).all_inner_texts())


def steps(page: Page) -> Locator:
    return part(page, "table").locator("tbody tr")


def step_on(page: Page, times: int) -> None:
    part(page, "player").scroll_into_view_if_needed()  # below a long sentence; its keys count where it is in sight
    before = steps(page).count()
    for number in range(1, times + 1):
        page.keyboard.press("ArrowRight")
        expect(steps(page)).to_have_count(before + number, timeout=WAIT)


def test_a_text_is_written_step_by_step_and_another_sentence_begins_anew(site: Site) -> None:
    visit = site.open_page(PATH, "en", **WRITING, text="The capital of France is")
    page = visit.page
    expect(chosen(page)).to_have_count(0)
    expect(bars(page)).to_have_count(10)
    step_on(page, 2)
    expect(chosen(page)).to_have_text(".")
    fan = part(page, "step").locator(".fan")
    expect(fan.locator(".branch")).to_have_count(11)  # ten tokens and all others
    expect(fan.locator(".branch.taken")).to_have_count(1)
    expect(words(page)).to_have_text(["The", "capital", "of", "France", "is", "Paris", "."])
    expect(part(page, "step").locator(".written .share").first).to_have_text(re.compile("%$"))
    expect(part(page, "step").get_by_role("status")).to_contain_text("Step 2")
    page.keyboard.press("ArrowLeft")
    expect(chosen(page)).to_have_text("␣Paris")
    expect(steps(page)).to_have_count(1)
    later = part(page, "step").locator(".later")
    expect(later).to_have_count(1)  # what was written there is not forgotten, and leads back
    later.click()
    expect(chosen(page)).to_have_text(".")
    part(page, "step").locator(".written").first.click()
    expect(chosen(page)).to_have_text("␣Paris")
    page.keyboard.press("Home")
    expect(chosen(page)).to_have_count(0)
    slider = part(page, "player").locator("input[type=range]")
    slider.fill("2")
    expect(steps(page)).to_have_count(2)
    slider.fill("1")
    expect(steps(page)).to_have_count(1)
    # Of choices in a hurry, the last one counts.
    label = bars(page).nth(5).locator(".label").inner_text()
    for number in range(1, 6):
        bars(page).nth(number).click()  # the model takes longer to write on than the next click to come
    expect(chosen(page)).to_have_text(label, timeout=WAIT)
    step_on(page, 3)
    visit.settle()
    expect(page).to_have_url(re.compile("[?&]path="))  # once the player rests
    page.get_by_role("button", name=EN("preset-tale")).first.click()
    expect(words(page)).to_have_text(["Once", "upon", "a", "time"], timeout=WAIT)
    expect(steps(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("[?&]path="))
    assert visit.problems == []


def test_playing_goes_on_beyond_what_was_recorded_and_stops_at_the_end_of_the_text(site: Site) -> None:
    visit = site.open_page(PATH, "en", **TABLE, text="The capital of France is", motion="no-preference")
    page = visit.page
    part(page, "player").get_by_role("combobox").select_option("8")
    page.wait_for_url("**speed=8**")
    page.keyboard.press("Space")
    expect(play(page)).to_have_text(EN("player-pause"))
    page.wait_for_url("**path=7042.*")  # while it plays: a link that is copied now opens here
    expect(play(page)).to_have_text(EN("player-pause"))
    expect(part(page, "step").locator(".ending")).to_contain_text("finished", timeout=60_000)
    expect(play(page)).to_have_text(EN("player-play"), timeout=WAIT)
    assert steps(page).count() > CHUNK
    expect(steps(page).last).to_contain_text(EN("table-end"))
    visit.settle()
    expect(page.get_by_role("paragraph").filter(has_text="how it says that it is finished")).to_be_visible()
    visit.settle()  # a run draws the step anew, and its token arrives
    check(visit)
    visit.screenshot("generation-finished")


def test_space_pauses(site: Site) -> None:
    visit = site.open_page(PATH, "en", **TABLE, text="Once upon a time", motion="no-preference", own_tab=True)
    page = visit.page
    page.clock.install()
    page.keyboard.press("Space")
    expect(steps(page)).to_have_count(1)
    page.keyboard.press("Space")
    page.clock.run_for(10_000)  # more than five steps of the playing
    expect(steps(page)).to_have_count(1)


def test_another_token_begins_a_branch_that_a_link_opens_again(site: Site) -> None:
    visit = site.open_page(PATH, "ja", **WRITING, text="私は今日")
    page = visit.page
    step_on(page, 2)
    share = bars(page).nth(2).locator(".number").inner_text()
    label = bars(page).nth(2).locator(".label").inner_text()
    bars(page).nth(2).click()
    expect(chosen(page)).to_have_text(label, timeout=WAIT)
    expect(part(page, "step").locator(".facts")).to_contain_text(share)
    expect(part(page, "step").locator(".facts")).to_contain_text(strings("ja", "generation")("step-your-choice"))
    tree = part(page, "tree")
    expect(tree.locator("[data-state=current]").filter(has_text=label)).to_have_count(1)
    assert tree.locator("g[data-state=other]").count() >= CHUNK - 1
    step_on(page, 2)
    visit.settle()
    text = text_of(page)
    expect(page).to_have_url(re.compile(r"[?&]path=\d+(\.\d+){3}(&|$)"))  # four tokens, once the player rests
    link = page.url
    check(visit)
    visit.screenshot("generation-branch")
    tree.locator("g[data-state=other]").last.click()
    expect(chosen(page)).not_to_have_text(label)
    expect(steps(page)).to_have_count(CHUNK)

    visit.settle()
    page.goto(link)
    visit.settle()
    assert text_of(page) == text
    expect(steps(page)).to_have_count(4)
    expect(page.locator("[data-testid=stAlert]").get_by_text(label, exact=True)).to_be_visible()


def test_any_text_is_written_on_and_parts_of_characters_are_completed_later(site: Site) -> None:
    visit = site.open_page(PATH, "ja", **WRITING, text="私は今日", model="smollm2-135m")
    page = visit.page
    step_on(page, 1)
    expect(chosen(page)).to_have_text("⟨E3 81⟩")
    expect(part(page, "step").locator(".ending")).to_have_text(strings("ja", "generation")("step-unfinished"))
    step_on(page, 1)
    expect(part(page, "step").locator(".written")).to_have_text("は×2")
    expect(steps(page).nth(0).locator("td").last).to_have_text("私は今日⟨E3 81⟩")
    expect(steps(page).nth(1).locator("td").last).to_have_text("私は今日は")
    for text in ("   ", "</script><img src=x onerror=alert(1)> \u202eabc \x07 👨‍👩‍👧‍👦" + " a" * 150):
        visit.read(text)
        step_on(page, 2)
        visit.settle()
        check_content(visit)
        assert page.locator("img[src=x]").count() == 0
    check(visit)


def test_which_ending_was_written_is_guessed_on_the_picture_and_another_choice_leads_to_another_text(
    site: Site,
) -> None:
    visit = site.open_page(PATH, "en", text="The capital of France is")
    page = visit.page
    root = part(page, "rounds").locator(".root")
    says = root.locator(".stage-says")
    expect(root.locator(".way")).to_have_count(3)
    expect(root.locator(".taken")).to_have_count(0)
    expect(root.locator(".thread")).to_have_count(5)  # every word runs into the loop
    wrong = root.locator(".candidate").filter(has_not_text="Paris.")
    expect(wrong.filter(has_text="London.").locator("small")).to_contain_text(EN("rounds-cut-line"))
    wrong.filter(has_text="London.").click()
    expect(root.locator(".taken")).to_have_count(6, timeout=WAIT)
    expect(root.locator(".taken").first).to_have_text("Paris")
    expect(says).to_contain_text(EN("rounds-says-wrong"))
    ghost = root.locator(".other.ghost .other-text")
    expect(ghost).to_contain_text("London.")
    expect(root.locator(".fall")).to_have_count(5)
    pale = root.locator(".other:not(.grown)").first
    pale.focus()
    page.keyboard.press("Enter")
    expect(says).to_contain_text("Had it taken", timeout=WAIT)
    expect(root.locator(".other.told")).to_have_count(1)
    page.keyboard.press("ArrowLeft")  # within the words one can press
    root.get_by_role("button", name=EN("rounds-back")).click()
    expect(root.locator(".row.untaken .taken")).to_have_text("?")  # round 6, which only reads
    expect(says).to_contain_text("Round 6")
    page.wait_for_url("**position=20**")
    page.reload()  # a link opens to the same round
    expect(says).to_contain_text("Round 6", timeout=WAIT)
    expect(root).to_have_attribute("data-position", "20")
    assert visit.problems == []
