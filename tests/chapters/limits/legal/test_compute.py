"""What makers disclose, and the line that the EU draws."""

from __future__ import annotations

import math
from datetime import date

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.legal import compute as legal
from llm_viz.facts.findings import findings
from llm_viz.facts.models import published_models
from llm_viz.kit.compute.calculator import compute
from tests.chapters.limits.support import keys


def test_one_of_the_candidates_is_above_the_line() -> None:
    assert legal.above_line() == "Llama 3.1 405B"


def test_the_calculator_counts_only_parameters_that_work() -> None:
    described = legal.flop_calculator()
    mixture = compute(described, legal.settings("DeepSeek-V3 (MoE)"))
    assert mixture["compute"] == pytest.approx(3.286e24, rel=0.001)
    assert mixture["dense"] > legal.LINE > mixture["compute"]
    plain = compute(described, legal.settings("Llama 3.1 405B"))
    assert plain["compute"] == plain["dense"] == pytest.approx(3.8e25, rel=0.001)


def test_knobs_hold_every_example() -> None:
    for name in legal.EXAMPLES:
        for knob in legal.flop_calculator().knobs:
            assert knob.low <= legal.settings(name)[knob.name] <= knob.high


def test_no_guess_stands_on_the_axis_as_a_fact() -> None:
    for model in legal.on_axis():
        assert model.source.confidence != "low"
        assert model.training_flop is not None
        assert math.isfinite(model.training_flop)


def test_disclosure_is_counted_from_the_list() -> None:
    by_model = legal.disclosures()
    assert len(by_model) == len(published_models())
    by_name = {disclosure.model.name: disclosure for disclosure in by_model}
    assert by_name["Llama 3.1 405B"].compute == "stated"
    assert by_name["Llama 3.1 8B"].compute == "computable"
    assert by_name["GPT-5"].compute == "estimated"
    assert not by_name["GPT-5"].tokens
    early, late, control = legal.group_counts(by_model)
    assert early.tokens == early.count
    assert late.tokens / late.count < 0.5
    assert control.tokens / control.count > 0.5
    assert {note.key for note in legal.count_notes((early, late, control))} == {"note-closing", "note-control"}


def test_the_few_closed_models_that_still_tell_are_counted_too() -> None:
    early = legal.GroupCount("closed-early", 5, 4, 5)
    late = legal.GroupCount("closed-late", 2, 2, 10)
    control = legal.GroupCount("open-late", 9, 6, 10)
    closing, _ = notes = legal.count_notes((early, late, control))
    assert keys(notes, "limits.legal") == ["note-closing", "note-control"]
    assert closing.values == {"year": "2023", "early": 4, "count": 5, "late": 10, "disclosed": 2}
    no_less = legal.GroupCount("closed-late", 8, 8, 10)
    assert legal.count_notes((early, no_less, control)) == ()


def test_every_statement_of_law_says_for_which_day_it_holds() -> None:
    laws = findings("limits.legal")
    assert {law.key for law in laws} >= {"systemic", "summary", "high-risk", "japan"}
    for law in laws:
        assert law.source.as_of is not None
        assert date(2026, 7, 27) <= law.source.as_of  # the day on which the amended law came into force


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_on_law_name_the_dates_of_the_amended_law(language: Language) -> None:
    t = strings(language, "limits.legal")
    said = {law.key: t(f"finding-{law.key}", **law.values) for law in findings("limits.legal")}
    moved, kept = (("2 December 2027", "2 August 2028"), "2 August 2026")
    published, in_force = "4 June 2025", "1 September 2025"
    if language == "ja":
        moved, kept = (
            ("2027\u00a0年 12\u00a0月 2\u00a0日", "2028\u00a0年 8\u00a0月 2\u00a0日"),
            "2026\u00a0年 8\u00a0月 2\u00a0日",
        )
        published, in_force = "2025\u00a0年 6\u00a0月 4\u00a0日", "9\u00a0月 1\u00a0日"
    assert all(day in said["high-risk"] for day in (*moved, kept))
    assert kept in said["summary"]
    assert published in said["japan"]
    assert in_force in said["japan"]
