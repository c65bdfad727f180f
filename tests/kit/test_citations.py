"""What stands below a published figure: its source, the day for which it holds, and how sure it is."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import Language
from llm_viz.facts.findings import Finding
from llm_viz.facts.load import load
from llm_viz.facts.source import Source
from llm_viz.kit.page.citations import citation

LAW = """
source = "Regulation 1"
confidence = "high"
as_of = 2026-11-06
"""


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "as of 6 November 2026 · confidence: high"), ("ja", "2026\u00a0年 11\u00a0月 6\u00a0日現在 · 確度：高い")],
)
def test_a_law_is_cited_with_the_day_for_which_it_holds(language: Language, shown: str) -> None:
    finding = load(Finding, {"values": {}, "key": "duty"} | tomllib.loads(LAW), "findings.toml, duty")
    assert finding.source == Source("Regulation 1", "high", date(2026, 11, 6))
    assert citation(finding.source, strings(language)) == f"Regulation 1 · {shown}"


def test_what_holds_always_is_cited_without_a_day() -> None:
    assert (
        citation(Source("A paper", "low"), strings("en"))
        == "A paper · confidence: low (not checked against the source)"
    )


def test_no_line_of_a_citation_ends_between_a_number_and_its_unit() -> None:
    shown = citation(Source("A card (539 t, 25 % of it)", "high"), strings("en"))
    assert "539\u00a0t" in shown
    assert "25\u00a0%" in shown


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^findings\.toml, duty, as_of"):
        load(Source, {"source": "Regulation 1", "confidence": "high", "as_of": "soon"}, "findings.toml, duty")
