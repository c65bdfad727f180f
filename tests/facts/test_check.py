"""The published figures: all of them sourced and consistent, and a check that notices when they are not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from llm_viz.cli import main
from llm_viz.facts.check import Data, Problem, check, shipped
from llm_viz.facts.cost import accelerators, cost_estimates, grids, queries, training_footprints
from llm_viz.facts.files import read_tree
from llm_viz.facts.memory import key_value_caches, precisions
from llm_viz.facts.models import published_model, published_models


def table(data: Data, name: str, line: int, **changes: str) -> Data:
    """The data with one row of one table changed."""
    rows = [dict(row) for row in data.tables[name]]
    rows[line - 2] |= changes
    return replace(data, tables={**data.tables, name: rows})


def places(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.file, problem.place) for problem in problems}


def test_everything_shipped_is_sourced_and_consistent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--check", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["problems"] == []
    assert report["figures"] > 9000
    assert report["recomputed"] > 1500
    assert {"models.csv", "cost.toml", "memory.toml"} <= set(report["files"])


class TestBrokenRows:
    @pytest.mark.parametrize("source", ["", "same", " ; ", "tokens:; exact count unverified", "GPT-3 paper;"])
    def test_a_row_without_a_proper_source(self, source: str) -> None:
        report = check(table(shipped(), "models", 9, source=source))
        assert places(report.problems) == {("models.csv", "line 9")}

    @pytest.mark.parametrize("confidence", ["", "sure", "High"])
    def test_a_row_without_a_confidence(self, confidence: str) -> None:
        report = check(table(shipped(), "gpt3_languages", 3, confidence=confidence))
        assert places(report.problems) == {("gpt3_languages.csv", "line 3")}

    @pytest.mark.parametrize(
        ("name", "changes"),
        [
            ("models", {"flop_6ND_check": "3.3e+23"}),
            ("models", {"train_flop": "3.14e+22"}),
            ("models", {"training_tokens": "30000000000"}),
            ("gpt3_languages", {"percent_of_words": "4.1"}),
            ("gpt3_languages", {"words": "368200000"}),
            ("chinchilla_points", {"tokens_6ND": "1.0e+09"}),
            ("emergence", {"stderr": "0.5"}),
            ("emergence", {"train_flop": "1e20"}),
        ],
    )
    def test_a_figure_that_does_not_follow(self, name: str, changes: dict[str, str]) -> None:
        assert published_models()[7].name == "GPT-3 175B"  # line 9 of the table
        report = check(table(shipped(), name, 9, **changes))
        assert (f"{name}.csv", "line 9") in places(report.problems)

    def test_a_list_of_shares_that_was_cut_short(self) -> None:
        data = shipped()
        cut = replace(data, tables={**data.tables, "gpt3_languages": data.tables["gpt3_languages"][:30]})
        assert ("gpt3_languages.csv", "all lines") in places(check(cut).problems)

    def test_a_figure_deep_in_a_tree_without_a_source(self) -> None:
        tree = {"found": {"source": "A paper 2020", "confidence": "high", "values": {"share": 0.5}}}
        orphan = {"found": {"values": [{"share": 0.5}]}}
        assert check(Data(trees={"x": tree})).problems == ()
        report = check(Data(trees={"x": orphan}))
        assert places(report.problems) == {("x.toml", "found.values[1].share")}
        assert len(report.problems) == 2

    def test_a_finding_without_a_number_needs_a_source_too(self) -> None:
        said = {"found": {"source": "A paper 2020", "confidence": "high"}, "heard": {"confidence": "high"}}
        assert places(check(Data(trees={"x/findings": said})).problems) == {("x/findings.toml", "heard")}

    @pytest.mark.parametrize(("key", "value"), [("energy_mwh", 1500), ("carbon_tonnes", 5520), ("chip_hours", 1)])
    def test_an_energy_that_does_not_follow(self, key: str, value: float) -> None:
        data = shipped()
        first, *others = data.trees["cost"]["training"]
        cost = {**data.trees["cost"], "training": [{**first, key: value}, *others]}
        report = check(replace(data, trees={**data.trees, "cost": cost}))
        assert places(report.problems) == {("cost.toml", "training of GPT-3 175B")}

    def test_the_command_says_so(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        broken = table(shipped(), "models", 9, source="")
        monkeypatch.setattr("llm_viz.cli.facts.shipped", lambda: broken)
        assert main(["facts", "--check"]) == 1
        assert "models.csv, line 9: no source: ''" in capsys.readouterr().out


class TestModels:
    def test_what_is_not_disclosed_is_none(self) -> None:
        unknown = published_model("GPT-4")
        assert unknown.parameters is None
        assert not unknown.disclosed
        assert unknown.tokens_per_parameter is None
        assert unknown.source.confidence == "low"

    def test_a_mixture_of_experts_uses_some_of_its_parameters(self) -> None:
        model = published_model("DeepSeek-V3 (MoE)")
        assert (model.parameters, model.parameters_per_token) == (671e9, 37e9)

    def test_chinchilla_read_twenty_tokens_for_each_parameter(self) -> None:
        chinchilla = published_model("Chinchilla 70B")
        assert chinchilla.tokens_per_parameter == pytest.approx(20)
        assert chinchilla.year == pytest.approx(2022 + 2.5 / 12)

    def test_they_come_in_the_order_of_publication(self) -> None:
        years = [model.year for model in published_models()]
        assert years == sorted(years)
        assert len(years) > 50

    def test_an_unknown_name_is_refused(self) -> None:
        with pytest.raises(KeyError):
            published_model("GPT-9")


def test_costs_are_read() -> None:
    gpt3 = next(run for run in training_footprints() if run.model == "GPT-3 175B")
    assert (gpt3.energy_mwh, gpt3.energy_kind) == (1287, "measured_power")
    assert {one.source.confidence for one in cost_estimates() if one.model.startswith("GPT-4")} == {"low"}
    found = read_tree("limits/cost/findings")
    trend, centres = found["growth"]["values"], found["centres"]["values"]
    assert trend["low"] < trend["factor"] < trend["high"]
    assert grids().grams_per_kwh["world"] > grids().grams_per_kwh["eu"]
    assert all(query.watt_hours or query.grams_co2e for query in queries())
    assert centres["expected"] > centres["twh"]
    assert all(one.bandwidth or one.peak_flops for one in accelerators())
    assert [precisions().bytes_per_parameter[name] for name in ("fp32", "bf16", "int4")] == [4, 2, 0.5]
    assert all(cache.bytes_per_token > 0 for cache in key_value_caches())
