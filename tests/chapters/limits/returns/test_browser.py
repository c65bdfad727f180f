"""The curves of diminishing returns in the browser: a cursor moves without asking the server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from llm_viz.chapters.limits.returns import compute as returns
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_a_cursor_reads_all_curves_at_once(site: Site) -> None:
    visit = site.open_page("/limits", drawback="returns", reveal="1", ways_at="0")
    sent = visit.sent
    before = len(sent)
    root = visit.page.locator(".st-key-curves-ways .root")
    slider = root.get_by_role("slider")
    losses = returns.ways()
    slider.press("End")
    slider.press("ArrowLeft")
    for key, line in (("both", losses.both), ("size", losses.size), ("data", losses.data)):
        assert float(str(root.get_attribute(f"data-{key}"))) == pytest.approx(float(line[-2]))
    assert f"{losses.both[-2]:.2f}" in root.inner_text()
    expect(root.get_by_role("img")).to_have_accessible_name(re.compile(f"{losses.both[-2]:.2f}"))
    assert len(sent) == before
    assert not visit.problems
