"""The drawbacks of chapter 10: those of the article, each with what studies found."""

from __future__ import annotations

import pytest

from llm_viz.chapters.limits.drawbacks import DRAWBACKS, ORDER
from llm_viz.facts.findings import findings


def test_the_drawbacks_are_those_of_the_article_in_its_order() -> None:
    keys = [drawback.key for drawback in DRAWBACKS]
    assert keys[:3] == ["cost", "returns", "data"]
    assert len(set(keys)) == len(keys) == 11


@pytest.mark.parametrize("key", ORDER)
def test_each_drawback_has_two_to_four_findings(key: str) -> None:
    assert 2 <= len(findings(f"limits.{key}")) <= 4
