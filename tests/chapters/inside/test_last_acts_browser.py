"""The acts neuron, layers and scores on the live model: touched, guessed, moved, and read by whoever sees nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers
from tests.support.site import Site

pytestmark = pytest.mark.browser
EN = strings("en", "inside")


def test_a_neuron_is_excited_a_layer_guessed_and_a_score_moved_and_opened(site: Site) -> None:
    visit = site.open_page(
        "/inside", "en", text="The capital of France is", act="neuron", size={"width": 1280, "height": 720}
    )
    page = visit.page
    # What it writes is asked first: neither that nor what follows its words is on the page.
    fold = page.locator("[class*=st-key-section-inside-neuron]")
    expect(fold.locator(".story")).to_have_count(5)
    at = fold.bounding_box()
    assert at is not None
    assert 0 <= at["y"] < 120, "an address that leads to a fold shows the page from there"
    expect(fold.locator(".raises")).to_have_count(0)
    expect(fold.locator(".story").first).to_have_text(re.compile("bigger$"))
    page.get_by_role("button", name="␣about").click()
    expect(fold.locator(".raises")).to_have_count(6)
    expect(fold.locator(".stage-says")).to_contain_text("␣about")
    expect(fold.locator(".token")).to_have_text(["The", "␣capital", "␣of", "␣France", "␣is"])
    neuron = page.get_by_role("button", name=re.compile("bigger · taller"))
    neuron.click()
    expect(neuron).to_have_attribute("aria-pressed", "true")
    expect(fold.locator(".word-raised.best")).to_have_text("␣than")
    # The number of the last token, down to the products that it is made of.
    fold.locator(".column").last.click()
    expect(fold.locator(".made-of .products")).to_have_count(3)
    expect(fold.locator(".made-of .total")).to_have_count(2)
    assert "act=block" in page.url
    assert "show_neuron=true" in page.url
    assert barriers(page) == []
    fold.locator(".story").first.click()
    visit.settle()
    expect(fold.locator(".column").last).to_have_attribute("data-share", "1.00")
    expect(fold.locator(".stage-says")).to_contain_text("␣than")

    page.get_by_text(EN("act-stack"), exact=False).first.click()
    visit.settle()
    climb = page.get_by_role("slider", name=EN("stack-picture"))
    expect(climb).to_have_attribute("aria-valuenow", "15")
    expect(page.locator(".dot")).to_have_count(2)
    climb.focus()
    page.keyboard.press("ArrowUp")
    expect(climb).to_have_attribute("aria-valuenow", "16")
    page.keyboard.press("Enter")
    visit.settle()
    expect(page.locator(".dot")).to_have_count(31)
    expect(page.locator(".ring")).to_have_count(1)
    expect(page.locator(".stage-says")).to_contain_text(EN("note-stack-off", guess=16, off=1).split(" 16")[0])
    page.get_by_role("slider", name=EN("stack-picture")).press("Home")
    expect(page.locator(".stage-says")).to_contain_text("After layer 0")
    into = page.locator(".way button")
    expect(into).to_be_disabled()
    page.get_by_role("slider", name=EN("stack-picture")).press("ArrowUp")
    assert barriers(page) == []
    into.click()
    # The act of that layer, which is not the one that it would ask about.
    expect(page.locator(".st-key-inside-block output").first).to_have_text("1 / 30")

    page.get_by_text(EN("act-scores"), exact=False).first.click()
    visit.settle()
    expect(page.locator(".open")).to_have_count(5)
    expect(page.locator(".dashed-mark")).to_have_count(1)
    expect(page.locator(".share.unknown")).to_have_count(5)
    page.locator(".candidate").first.click()
    best = page.locator(".share.best")
    expect(best).to_have_text(re.compile("%$"))
    expect(page.locator(".stage-says")).to_have_text(re.compile(r"is (\d+\.\d): so it is \1 times"))
    before = best.text_content() or ""
    slide = page.get_by_role("slider").first
    score = float(slide.get_attribute("aria-valuenow") or "")
    slide.press("PageDown")
    expect(slide).to_have_attribute("aria-valuenow", f"{score - 1:.2f}")
    expect(best).not_to_have_text(before)
    page.get_by_role("button", name=EN("scores-back")).click()
    expect(best).to_have_text(before)
    expect(slide).to_be_focused()
    knob = page.locator(".knob").first.bounding_box()  # dragged from its middle, a little aside of the line
    assert knob is not None
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 12, y + 20, steps=3)
    page.mouse.up()
    expect(best).not_to_have_text(before)
    assert float(slide.get_attribute("aria-valuenow") or "") < score
    page.get_by_role("button", name=EN("scores-back")).click()
    expect(best).to_have_text(before)
    page.locator(".open").first.click()
    expect(page.locator(".made li")).to_have_count(8)
    assert barriers(page) == []
    assert visit.problems == []
