"""What makers disclose, and the line that the EU draws."""

from __future__ import annotations

import math

import pytest

from llm_viz.chapters.limits.legal import compute as legal
from llm_viz.facts.models import published_models
from llm_viz.kit.compute.calculator import compute


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
    assert (early.tokens, late.tokens) == (early.count, 0)
    assert control.tokens / control.count > 0.5
    assert {note.key for note in legal.count_notes((early, late, control))} == {"note-closing", "note-control"}
