"""The drawbacks of chapter 11: those of the article, each with what studies found."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.drawbacks import DRAWBACKS, ORDER
from llm_viz.facts.findings import findings

_NOT_SAID = {"returns": {"constant"}}
"""Figures that a computation of the page uses; they stand in its formula."""


def test_the_drawbacks_are_those_of_the_article_in_its_order() -> None:
    keys = [drawback.key for drawback in DRAWBACKS]
    assert keys[:3] == ["cost", "returns", "data"]
    assert len(set(keys)) == len(keys) == 11


@pytest.mark.parametrize("key", ORDER)
def test_each_drawback_has_two_to_four_findings(key: str) -> None:
    assert 2 <= len(findings(f"limits.{key}")) <= 4


def values(room: str, key: str) -> dict[str, str | int | float]:
    """The figures of one finding."""
    return next(finding.values for finding in findings(room) if finding.key == key)


def test_the_figures_are_those_of_the_sources_as_they_stand_now() -> None:
    features = values("limits.blackbox", "features")
    assert (features["dictionary"], features["alive"]) == (34_000_000, 12_000_000)
    contacts = values("limits.privacy", "extracted")
    assert contacts["people"] == contacts["businesses"] == 16
    assert (
        values("limits.hallucination", "truthfulqa")["year"] == values("limits.returns", "truthful")["year"] == "2021"
    )
    assert values("limits.cost", "reasoning") == {"times": 15, "long": 3.91, "short": 0.31}


@pytest.mark.parametrize("key", ORDER)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_finding_is_said_in_both_languages(language: Language, key: str) -> None:
    t = strings(language, f"limits.{key}")
    for finding in findings(f"limits.{key}"):
        for name in finding.values.keys() - _NOT_SAID.get(key, set()):
            said = {other: value for other, value in finding.values.items() if other != name}
            with pytest.raises(KeyError, match=name):
                t(f"finding-{finding.key}", **said)
