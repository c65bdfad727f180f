"""Results of experiments are written and read, by the command too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from llm_viz import cli
from llm_viz.training import experiments, results
from llm_viz.training.adding import AddingReport
from llm_viz.training.canary import CanaryReport
from llm_viz.training.copying import CopyingReport, CopyingScore
from llm_viz.training.experiments import ADDING, CANARY


def test_what_is_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    recorded = results.record(lambda seed, check_cancelled: iter([CanaryReport(seed, True, 0, 5)]), seed=7)
    path = results.write("test", recorded, tmp_path)
    assert path.name == "test.json"
    assert results.read("test", CanaryReport) == recorded


def test_a_report_may_hold_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    report = CopyingReport(5, 100, CopyingScore((0.5, 0.25), 0.3), CopyingScore((0.0, 0.0), 0.03))
    recorded = results.record(lambda seed, check_cancelled: iter([report]), seed=7)
    results.write("nested", recorded, tmp_path)
    assert results.read("nested", CopyingReport) == recorded


def test_what_has_no_texts_is_run_once_for_all_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = replace(
        ADDING, measure=lambda language, seed, check_cancelled: iter([AddingReport(1, 2, 0.0, 0.1, ("1",))])
    )
    monkeypatch.setitem(experiments.EXPERIMENTS, "adding", quick)
    assert cli.main(["experiments", "adding", "--output", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["adding.json"]
    assert ADDING.recorded("en") == ADDING.recorded("ja")


def test_the_command_runs_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = replace(CANARY, measure=lambda language, seed, check_cancelled: iter([CanaryReport(seed, False, 0, 1)]))
    monkeypatch.setitem(experiments.EXPERIMENTS, "canary", quick)
    assert cli.main(["experiments", "canary", "--seed", "5", "--output", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["canary_en.json", "canary_ja.json"]


@pytest.mark.parametrize("wrong", [["nothing"], ["--seed", "-1"], ["--seed", "x"], ["--language", "fr"]])
def test_the_command_refuses_what_it_does_not_know(wrong: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["experiments", *wrong, "--output", str(tmp_path)])
    assert left.value.code == 2
    assert not list(tmp_path.iterdir())
