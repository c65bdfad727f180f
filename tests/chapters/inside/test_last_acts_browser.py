"""The acts neuron, layers and scores on the live model: touched, guessed, moved, and read by whoever sees nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from llm_viz.base.i18n import strings
from tests.support.page_checks import barriers
from tests.support.site import PHONE, Site

pytestmark = pytest.mark.browser
EN, JA = strings("en", "inside"), strings("ja", "inside")
HOSTILE = "<img src=x onerror=alert(1)> **b** </script>"


def test_a_neuron_is_excited_a_layer_guessed_and_a_score_moved_and_opened(site: Site) -> None:
    visit = site.open_page(
        "/inside", "en", text="The capital of France is", act="neuron", size={"width": 1280, "height": 720}
    )
    page = visit.page
    # What it writes is asked first: neither that nor what follows its words is on the page.
    expect(page.locator(".stories .line")).to_have_count(5)
    expect(page.locator(".writes li")).to_have_count(0)
    expect(page.locator(".stories li").first).to_have_text(re.compile("bigger$"))
    page.get_by_role("button", name="␣about").click()
    expect(page.locator(".writes li")).to_have_count(6)
    expect(page.locator(".stage-says")).to_contain_text("␣about")
    expect(page.locator(".tokens .chip")).to_have_text(["The", "␣capital", "␣of", "␣France", "␣is"])
    neuron = page.get_by_role("button", name=re.compile("bigger · taller"))
    neuron.click()
    expect(neuron).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".writes .best")).to_have_text("␣than")
    assert barriers(page) == []
    page.locator(".stories li button").first.click()
    visit.settle()
    expect(page.locator(".tokens .felt").last).to_have_attribute("style", re.compile(r"--share: *100"))
    expect(page.locator(".stage-says")).to_contain_text("␣than")

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
    expect(page.locator(".row .open")).to_have_count(5)
    expect(page.locator(".share.best")).to_have_text("?")
    page.locator(".candidate").first.click()
    expect(page.locator(".share.best")).not_to_have_text("?")
    expect(page.locator(".stage-says")).to_have_text(re.compile(r"is (\d+\.\d): so it is \1 times"))
    before = page.locator(".share.best").inner_text()
    page.get_by_role("slider").first.press("ArrowLeft")
    expect(page.locator(".share.best")).not_to_have_text(before)
    page.get_by_role("button", name=EN("scores-back")).click()
    expect(page.locator(".share.best")).to_have_text(before)
    page.locator(".open").first.click()
    expect(page.locator(".made li")).to_have_count(8)
    assert barriers(page) == []
    assert visit.problems == []


def test_on_a_phone_in_japanese_whatever_is_typed_is_shown_as_text(site: Site) -> None:
    visit = site.open_page("/inside", "ja", text=HOSTILE, act="stack", reveal="1", size=PHONE, theme="dark")
    page = visit.page
    expect(page.get_by_role("slider", name=JA("stack-picture"))).to_be_visible()
    expect(page.locator(".ring")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(page) == []
    assert page.locator("img[src='x']").count() == 0
    assert visit.problems == []
