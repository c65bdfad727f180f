"""Chapter 9 in a browser: laws that move under the hand, the same numbers as Python, nothing asked of the server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from llm_viz.chapters import chapters
from llm_viz.chapters.scaling.compute.runs import chinchilla_budget, surfaces
from llm_viz.facts.laws import FITS, published_fits
from llm_viz.kit.compute.scaling_laws import compute_optimal
from tests.support.site import PHONE, Site, Visit

pytestmark = pytest.mark.browser


PICTURES = {"draw": "drawing", "formula": "runs", "budget": "budget", "own": "own"}
FIRST_SCREEN = (Path(__file__).parents[2] / "support" / "first_screen.js").read_text("utf-8")


def open_page(site: Site, act: str, size: dict[str, int] | None = None, **query: str) -> Visit:
    visit = site.open_page("/scaling", size=size, act=act, **query)
    expect(root(visit.page, PICTURES[act]).locator("svg").first).to_be_visible(timeout=60_000)
    return visit


def root(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-scaling-{name} .root")


def slide(part: Locator, name: str, value: float) -> None:
    part.locator(f"input#{name}").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
    )


def number(part: Locator, name: str) -> float:
    return float(part.get_attribute(f"data-{name}") or "nan")


def said_beside(part: Locator) -> re.Pattern[str]:
    """The name of a picture that also says what the sentence beside it does."""
    return re.compile(f". {re.escape(part.locator('.stage-says').inner_text())}$")


def test_the_budget_is_spent_as_python_would_and_follows_a_click(site: Site) -> None:
    budget = root(open_page(site, "budget").page, "budget")
    for name in FITS:
        budget.locator(f"button[data-value={name}]").click()
        for power in (18, 21.35, 27):
            slide(budget, "budget", power)
            best = compute_optimal(published_fits()[name].surface, 10**power)
            assert number(budget, "parameters") == pytest.approx(best.parameters, rel=1e-6)
            assert number(budget, "tokens") == pytest.approx(best.tokens, rel=1e-6)
    expect(budget.get_by_role("img").first).to_have_attribute("aria-label", said_beside(budget))
    plot = budget.locator(".plot").bounding_box()
    assert plot is not None
    before = number(budget, "tokens")
    budget.page.mouse.click(plot["x"] + plot["width"] / 3, plot["y"] + plot["height"] / 2)
    expect(budget.locator("input#budget")).to_be_focused()
    assert number(budget, "tokens") < before / 100


def test_curves_are_those_of_python_and_follow_a_drag_without_a_message_to_the_server(site: Site) -> None:
    visit = open_page(site, "formula")
    runs = root(visit.page, "runs")
    assert visit.sent  # the page's own first messages: the ear works
    visit.sent.clear()
    the_browser_fits_as_python_does(runs)
    curves_follow_a_drag(runs)
    visit.settle()
    assert visit.sent == []
    error = number(runs, "error")
    assert "beta" in parse_qs(urlsplit(visit.page.url).query)
    visit.page.reload()  # a link opens to the same curves
    visit.settle()
    expect(runs.locator("svg").first).to_be_visible(timeout=60_000)
    assert number(runs, "error") == pytest.approx(error, rel=1e-4)


def the_browser_fits_as_python_does(runs: Locator) -> None:
    errors = {}
    for name, surface in surfaces().items():
        runs.locator(f"button[data-value={name}]").click()
        ratio = compute_optimal(surface, chinchilla_budget()).tokens_per_parameter
        assert number(runs, "ratio") == pytest.approx(ratio, rel=1e-6)
        errors[name] = number(runs, "error")
    expect(runs.get_by_role("img").first).to_have_attribute("aria-label", said_beside(runs))
    runs.get_by_role("button", name="Bend it yourself").click()
    expect(runs.locator(".stage-says")).to_contain_text("Move the sliders")
    assert number(runs, "error") > 3 * errors["besiroglu"]
    assert errors["besiroglu"] < errors["hoffmann"] < errors["hoffmann_rounded"]


def curves_follow_a_drag(runs: Locator) -> None:
    slider = runs.locator("input#beta")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    seen, mouse = set(), runs.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    for step in range(1, 13):
        mouse.move(box["x"] + box["width"] * (0.5 + step / 40), box["y"] + box["height"] / 2)
        seen.add(runs.locator("svg .line").first.get_attribute("d"))
    mouse.up()
    assert len(seen) >= 8


def test_a_drawn_line_brings_the_runs_and_ten_times_more_asks_nobody(site: Site) -> None:
    visit = open_page(site, "draw", size={"width": 1280, "height": 720})
    part = root(visit.page, "drawing")
    show = part.locator(".commit")
    expect(show).to_be_disabled()
    expect(part.locator(".dot")).to_have_count(0)
    plot = part.locator(".plot > svg").bounding_box()
    assert plot is not None
    assert plot["width"] * plot["height"] > 0.45 * 1226 * 720 * 0.95
    places = [(0.27, 0.4), (0.6, 0.6), (0.85, 0.7)]
    visit.page.mouse.move(plot["x"] + places[0][0] * plot["width"], plot["y"] + places[0][1] * plot["height"])
    visit.page.mouse.down()
    for left, top in places:
        visit.page.mouse.move(plot["x"] + left * plot["width"], plot["y"] + top * plot["height"], steps=3)
    visit.page.mouse.up()
    pen = part.get_by_role("slider")
    expect(pen).to_be_focused()
    for _ in range(12):  # on to the edge with the keyboard
        visit.page.keyboard.press("ArrowRight")
    edge = pen.get_attribute("cx") or ""
    visit.page.keyboard.press("Home")
    expect(pen).not_to_have_attribute("cx", edge)
    visit.page.keyboard.press("End")
    expect(pen).to_have_attribute("cx", edge)
    visit.page.keyboard.press("ArrowDown")
    expect(show).to_be_enabled()
    visit.page.keyboard.press("Enter")
    expect(part.locator(".dot")).to_have_count(243)  # two of the 245 runs lie above the picture
    expect(part.locator(".mine")).to_have_count(1)
    visit.settle()
    visit.sent.clear()
    more = part.locator(".ten")
    for _ in range(4):
        more.click()
    expect(part.locator(".drop")).to_have_count(4)
    expect(part.get_by_role("status")).to_contain_text("10²³")
    assert visit.sent == []
    assert parse_qs(urlsplit(visit.page.url).query)["steps"] == ["4"]


def test_the_largest_model_is_guessed_and_points_are_taken_off_the_line(site: Site) -> None:
    visit = open_page(site, "own", size=PHONE)
    part = root(visit.page, "own")
    assert visit.page.evaluate(FIRST_SCREEN)["picture"] >= 0.45
    mark, says = part.get_by_role("slider"), part.get_by_role("status")
    expect(part.locator(".sample")).to_have_count(6)
    box = mark.bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60, steps=4)
    visit.page.mouse.up()
    expect(mark).to_be_focused()
    mark.press("ArrowUp")
    guess = mark.get_attribute("aria-valuenow")
    mark.press("Enter")
    expect(part.locator(".sample")).to_have_count(7)
    expect(says).to_contain_text(f"You said {guess}")
    expect(says).to_contain_text("2.891")  # what the six promised: as in Python (test_equal.py)
    visit.settle()
    visit.sent.clear()
    last = part.locator(".sample").last
    last.press("Enter")  # back onto the line
    expect(says).to_contain_text("all 7 points")
    part.get_by_role("button", name="training words").click()
    expect(says).to_contain_text("words; 2.853 was measured")
    assert visit.sent == []
    assert parse_qs(urlsplit(visit.page.url).query)["series"] == ["data"]


def test_what_was_chosen_in_the_browser_is_found_again_after_another_chapter(site: Site) -> None:
    """Of these choices the server knows nothing, other than of those that `tests/kit/test_leaving.py` changes."""
    visit = open_page(site, "own", reveal="1")
    own, models = root(visit.page, "own"), visit.page.locator(".st-key-large-models .root")
    own.get_by_role("button", name="training words").click()
    own.locator("button[data-value=free]").click()
    rail = visit.page.locator(".st-key-rail").get_by_role("link")
    place = {chapter.name: chapter.number for chapter in chapters()}
    rail.nth(place["large"]).click()
    visit.page.get_by_text(re.compile("All models$")).first.click()
    models.get_by_role("button", name="training tokens").click()
    rail.nth(place["scaling"]).click()
    expect(own.locator("button[data-value=free]")).to_have_attribute("aria-pressed", "true")
    expect(own.locator("button[data-value=data]")).to_have_attribute("aria-pressed", "true")
    visit.settle()
    assert {"series": ["data"], "floor": ["free"]}.items() <= parse_qs(urlsplit(visit.page.url).query).items()
    rail.nth(place["large"]).click()
    expect(models.locator("button[data-value=tokens]")).to_have_attribute("aria-pressed", "true")
    visit.settle()
    assert parse_qs(urlsplit(visit.page.url).query)["measure"] == ["tokens"]
