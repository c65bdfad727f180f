"""Each rule of the check complains of a table that breaks it, and of nothing that is shipped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from llm_viz.facts.check import RULES, check, figures
from llm_viz.facts.contents import Data, Problem, Row, shipped
from llm_viz.facts.noted import noted


@pytest.fixture
def data() -> Data:
    """The shipped files, read anew, to be broken."""
    return shipped()


def model(data: Data, name: str) -> Row:
    return next(row for row in data.tables["models"] if row["name"] == name)


def run_of(data: Data, name: str) -> dict[str, Any]:
    return next(run for run in data.trees["cost"]["training"] if run["model"] == name)


def only_problem(data: Data) -> Problem:
    problems = check(data).problems
    assert len(problems) == 1, problems
    return problems[0]


def test_nothing_shipped_breaks_a_rule(data: Data) -> None:
    assert [problem for rule in RULES for problem in rule(data)] == []


class TestTables:
    def test_a_cited_table_cut_short(self, data: Data) -> None:
        """As the list of languages was, from which Hindi had been cut."""
        del data.tables["crows_pairs_pythia"][30:]
        problem = only_problem(data)
        assert (problem.file, problem.what) == ("crows_pairs_pythia.csv", "30 rows, declared are 96")

    def test_the_list_of_languages_holds_hindi(self, data: Data) -> None:
        assert "hi" in {row["language"] for row in data.tables["gpt3_languages"]}

    def test_a_table_that_is_not_declared_and_a_declaration_without_a_table(self, data: Data) -> None:
        data.trees["tables"]["other"] = data.trees["tables"].pop("crows_pairs_pythia")
        assert {(problem.file, problem.place) for problem in check(data).problems} == {
            ("crows_pairs_pythia.csv", "all lines"),
            ("tables.toml", "other"),
        }

    def test_a_selection_without_a_rule(self, data: Data) -> None:
        del data.trees["tables"]["models"]["selection"]
        assert only_problem(data).what == "neither complete nor selected by a rule"

    def test_a_sentence_that_counts_only_some_of_the_entries(self, data: Data) -> None:
        """As 12 abilities were said to be listed, of 22."""
        data.trees["emergence/findings"]["jump-thresholds"]["values"]["count"] = 12
        assert only_problem(data).what == "says 12, the table has 22 rows"

    def test_a_sentence_that_counts_a_selection(self, data: Data) -> None:
        data.trees["tables"]["emergence_thresholds"] |= {"complete": False, "selection": "the best known"}
        assert only_problem(data).what == "counts a table that is only a selection"


class TestMeanings:
    def test_a_note_that_redefines_a_column(self, data: Data) -> None:
        """As OPT's tokens were those of the corpus, and all others those of the training."""
        model(data, "OPT-175B")["note"] = "tokens column = unique corpus"
        assert "`differs` names none" in only_problem(data).what

    def test_a_row_that_differs_in_a_column_without_a_meaning(self, data: Data) -> None:
        model(data, "T5-11B (encoder-decoder)")["differs"] = "n_layers"
        assert only_problem(data).what == "differs in 'n_layers', of which no meaning is declared"

    def test_a_range_of_shares_that_are_not_of_one_kind(self, data: Data) -> None:
        """As a share of the peak at 8 bits was the low end of a range at 16."""
        data.trees["cost"]["utilisation"]["low"] = 0.195
        assert only_problem(data).place == "utilisation.low"


class TestNotes:
    @pytest.mark.parametrize(
        ("name", "changes", "said"),
        [
            ("OPT-175B", {"note": "180B tokens consumed"}, "“180B tokens”"),
            ("GPT-NeoX-20B", {"source": "tokens 0.5T in a table"}, "“tokens 0.5T”"),
            ("Llama 3.1 8B", {"note": "~1,700 tokens per parameter"}, "“~1,700 tokens per parameter”"),
            ("Gopher 280B", {"note": "6ND gives 5.9e23"}, "“6ND gives 5.9e23”"),
            ("Grok-1 (MoE)", {"note": "active = 30% of weights"}, "“active = 30%”"),
            ("Gemma 3 270M", {"note": "70% of the parameters are the vocabulary table"}, "“70% of the parameters"),
        ],
    )
    def test_a_value_that_its_own_note_contradicts(
        self, data: Data, name: str, changes: dict[str, str], said: str
    ) -> None:
        model(data, name).update(changes)
        assert only_problem(data).what.startswith(said)

    def test_every_kind_of_note_is_found_in_what_is_shipped(self, data: Data) -> None:
        words = " ".join(claim.what for claim in noted(data.tables, data.trees))
        for expected in ("300B tokens", "tokens 0.472T", "tokens per parameter", "6ND gives", "active =", "vocabulary"):
            assert expected in words
        assert words.count("as in ") == 6  # of two files

    def test_a_figure_that_two_files_have_differently(self, data: Data) -> None:
        """As the estimate for long answers was taken from an older version of its paper in one of them."""
        data.trees["limits/cost/findings"]["reasoning"]["values"]["long"] = 4.32
        assert only_problem(data).what.startswith("as in cost.toml, queries.reasoning.watt_hours: stated 4.32")


class TestDoubts:
    @pytest.mark.parametrize(("key", "words"), [("source", "; vocab unverified"), ("note", "; recalled only")])
    def test_high_confidence_beside_a_doubt(self, data: Data, key: str, words: str) -> None:
        """As 78 figures were marked."""
        row = model(data, "GPT-2 small")
        row[key] += words
        assert only_problem(data).what.startswith("high, but its")

    def test_high_confidence_at_second_hand(self, data: Data) -> None:
        data.trees["limits/bias/findings"]["stereotypes"]["source"] = "Kotek et al. 2023, as quoted in a blog"
        assert only_problem(data).what == "high, but its source says 'as quoted'"

    def test_a_doubt_about_an_empty_cell_or_no_key(self, data: Data) -> None:
        model(data, "GPT-1")["unverified"] = "training_tokens"
        run_of(data, "PaLM 540B")["unverified"] = ["tonnes"]
        assert {problem.file for problem in check(data).problems} == {"models.csv", "cost.toml"}

    def test_a_doubt_lowers_the_confidence_of_its_own_value_only(self, data: Data) -> None:
        table = {
            "name": "x",
            "params": "3",
            "heads": "2",
            "source": "a paper",
            "confidence": "high",
            "unverified": "heads",
        }
        tree = {"run": {"energy": 3, "carbon": 2, "source": "a paper", "confidence": "high", "unverified": ["carbon"]}}
        doubted = figures(Data(tables={"t": [table]}, trees={"r": tree}))
        assert [figure.confidence for figure in doubted] == ["high", "low", "high", "low"]


class TestShares:
    def test_a_published_share_that_its_own_hours_give(self, data: Data) -> None:
        """As Llama 2's and LLaMA's shares proved the rule that they came from."""
        run_of(data, "Llama 2 70B")["mfu_kind"] = "published"
        assert "what its own hours give" in only_problem(data).what

    def test_a_derived_share_that_its_hours_do_not_give(self, data: Data) -> None:
        run_of(data, "LLaMA-65B")["mfu"] = 0.6
        assert only_problem(data).what == "mfu 0.6 is derived, but its hours give 0.477"

    @pytest.mark.parametrize("key", ["mfu_kind", "chip"])
    def test_a_share_of_unknown_kind(self, data: Data, key: str) -> None:
        del run_of(data, "LLaMA-65B")[key]
        assert only_problem(data).place == "training of LLaMA-65B"


class TestDates:
    @pytest.mark.parametrize(
        "changes",
        [
            {"source": "Regulation (EU) 2024/1689, Article 53"},
            {"source": "EU AI Act, Article 53"},
            {"source": "Civil Code", "kind": "law"},
            {"source": "個人情報の保護に関する法律"},
        ],
    )
    def test_law_without_the_day_for_which_it_holds(self, changes: dict[str, str]) -> None:
        entry = {"confidence": "high", **changes}
        assert only_problem(Data(trees={"x/findings": {"duty": entry}})).what == "a statement about law without `as_of`"
        assert check(Data(trees={"x/findings": {"duty": entry | {"as_of": date(2026, 11, 26)}}})).problems == ()

    def test_every_finding_about_law_has_its_day(self, data: Data) -> None:
        found = data.trees["limits/legal/findings"]
        assert len(found) >= 2
        assert all(isinstance(entry.get("as_of"), date) for entry in found.values())

    def test_dates_that_cannot_be(self) -> None:
        paper = {"source": "a paper", "confidence": "high"}
        soon = paper | {"checked": "soon", "seen": "source"}
        assert only_problem(Data(trees={"x": {"a": soon}})).what == "checked is no date: 'soon'"
        early = paper | {"as_of": date(2026, 11, 26), "checked": date(2026, 11, 24), "seen": "source"}
        assert only_problem(Data(trees={"x": {"a": early}})).what == "`as_of` is later than the last check"

    @pytest.mark.parametrize(
        ("entry", "what"),
        [
            ({"checked": date(2026, 2, 1)}, "a last check without `seen`"),
            ({"seen": "source"}, "a last check without `checked`"),
            ({"checked": date(2026, 2, 1), "seen": "somewhere"}, "seen is none of source, reports, never: 'somewhere'"),
            ({"checked": date(2026, 2, 1), "seen": "reports"}, "high, but seen only in reports by others"),
        ],
    )
    def test_a_last_check_that_does_not_say_what_was_seen(self, entry: dict[str, object], what: str) -> None:
        paper = {"source": "a paper", "confidence": "high"}
        assert only_problem(Data(trees={"x": {"a": paper | entry}})).what == what

    def test_every_finding_and_table_that_is_shipped_was_looked_at(self, data: Data) -> None:
        assert [check.place for check in check(data).last_checks if check.day is None or check.seen == "never"] == []

    def test_the_days_of_the_last_checks_are_listed_the_unknown_and_the_oldest_first(self) -> None:
        paper = {"source": "a paper", "confidence": "high"}
        dated = paper | {"checked": date(2026, 2, 1), "seen": "source"}
        trees: dict[str, dict[str, Any]] = {"x/findings": {"a": dated, "b": paper}, "y": {"c": paper}}
        listed = check(Data(trees=trees)).last_checks
        assert [(entry.place, entry.day, entry.seen) for entry in listed] == [
            ("b", None, "never"),
            ("a", "2026-02-01", "source"),
        ]

    def test_a_figure_has_what_its_entry_was_compared_with(self) -> None:
        paper = {"source": "a paper", "confidence": "medium", "seen": "reports", "values": {"share": 3}}
        found = figures(Data(trees={"x/findings": {"a": paper, "b": {"source": "a", "confidence": "low"}}}))
        assert [(figure.place, figure.seen) for figure in found] == [
            ("a", "reports"),
            ("b", "never"),
            ("a.values.share", "reports"),
        ]


class TestSentences:
    def test_a_value_that_no_sentence_shows(self, data: Data) -> None:
        data.trees["scaling/findings"]["smooth"]["values"]["constant"] = 15.4
        assert {problem.what for problem in check(data).problems} == {
            "not said in en: constant",
            "not said in ja: constant",
        }

    def test_a_sentence_that_asks_for_a_value_that_is_not_there(self, data: Data) -> None:
        data.sentences["scaling/findings"]["ja"]["smooth"] += "{ $more }"
        assert only_problem(data).what == "no value for ja: more"

    def test_a_finding_that_is_never_said(self, data: Data) -> None:
        data.trees["scaling/findings"]["other"] = {"source": "a paper", "confidence": "high"}
        assert {problem.what for problem in check(data).problems} == {"no sentence in en", "no sentence in ja"}
