"""The calculator of the legal line in the browser: knobs move the picture without asking the server."""

from __future__ import annotations

import json

import pytest

from llm_viz.chapters.limits.legal import compute as legal
from llm_viz.kit.compute.calculator import compute
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_knobs_multiply_as_the_server_would_and_stand_in_the_address(site: Site) -> None:
    visit = site.open_page("/limits", drawback="legal", reveal="1", show_line="true")
    sent = visit.sent
    before = len(sent)
    root = visit.page.locator(".st-key-calculator-flop .root")
    described = legal.flop_calculator()

    def expect_results(settings: dict[str, float]) -> None:
        shown = json.loads(str(root.get_attribute("data-results")))
        assert shown == pytest.approx(compute(described, settings))

    visit.page.get_by_role("button", name="Llama 3.1 405B").click()
    settings = legal.settings("Llama 3.1 405B")
    expect_results(settings)
    slider = visit.page.get_by_role("slider", name="Parameters")
    slider.press("Home")
    settings["n"] = described.knobs[0].low
    expect_results(settings)
    assert f"flop_n={settings['n']:.0f}" in visit.page.url
    assert len(sent) == before
    visit.page.reload()
    visit.settle()
    expect_results(settings)
    assert not visit.problems
    assert not visit.foreign
