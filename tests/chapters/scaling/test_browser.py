"""Chapter 9 in a browser: laws that move under the hand, the same numbers as Python, nothing asked of the server."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from llm_viz.chapters.scaling.compute.runs import chinchilla_budget, surfaces
from llm_viz.facts.laws import FITS, published_fits
from llm_viz.kit.compute.scaling_laws import compute_optimal
from tests.support.site import Site, Visit

pytestmark = pytest.mark.browser


def open_page(site: Site, **query: str) -> Visit:
    visit = site.open_page("/scaling", reveal="1", **query)
    expect(root(visit.page, "budget").locator("svg")).to_be_visible(timeout=60_000)
    return visit


def root(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-scaling-{name} .root")


def slide(part: Locator, name: str, value: float) -> None:
    part.locator(f"input#{name}").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
    )


def number(part: Locator, name: str) -> float:
    return float(part.get_attribute(f"data-{name}") or "nan")


def test_the_browser_computes_what_python_does(site: Site) -> None:
    page = open_page(site).page
    budget, runs = root(page, "budget"), root(page, "runs")
    for name in FITS:
        budget.locator(f"button[data-value={name}]").click()
        for power in (18, 21.35, 27):
            slide(budget, "budget", power)
            best = compute_optimal(published_fits()[name].surface, 10**power)
            assert number(budget, "parameters") == pytest.approx(best.parameters, rel=1e-6)
            assert number(budget, "tokens") == pytest.approx(best.tokens, rel=1e-6)
    errors = {}
    for name, surface in surfaces().items():
        runs.locator(f"button[data-value={name}]").click()
        ratio = compute_optimal(surface, chinchilla_budget()).tokens_per_parameter
        assert number(runs, "ratio") == pytest.approx(ratio, rel=1e-6)
        errors[name] = number(runs, "error")
    assert errors["besiroglu"] < errors["hoffmann"] < errors["hoffmann_rounded"]


def test_curves_follow_a_drag_without_a_message_to_the_server(site: Site) -> None:
    visit = open_page(site)
    sent = visit.sent
    runs = root(visit.page, "runs")
    slider = runs.locator("input#beta")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert sent  # the page's own first messages: the ear works
    sent.clear()
    seen = set()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    for step in range(1, 13):
        visit.page.mouse.move(box["x"] + box["width"] * (0.5 + step / 40), box["y"] + box["height"] / 2)
        seen.add(runs.locator("svg .line").first.get_attribute("d"))
    visit.page.mouse.up()
    visit.settle()
    assert len(seen) >= 8
    assert sent == []
    beta = parse_qs(urlsplit(visit.page.url).query)["beta"][0]
    again = open_page(site, beta=beta).page
    assert number(root(again, "runs"), "error") == pytest.approx(number(runs, "error"), rel=1e-4)
