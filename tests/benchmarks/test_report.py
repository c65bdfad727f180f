"""What the benchmarks make of their numbers. Nothing is measured here."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks import __main__ as every
from benchmarks.machine import Machine, busy_share, this_machine
from benchmarks.report import (
    Effort,
    Row,
    Section,
    as_json,
    cells,
    in_turn,
    markdown,
    number,
    program,
    quantile,
    read_section,
    replaced,
    summary,
)

ROOT = Path(__file__).parents[2]
ROW = Row("a step", "ms", (10.0, 30.0, 20.0), "a bare step", (10.0, 20.0, 40.0), "ratio at most 1")
SECTION = Section("engine", "Engine", "How fast.", (ROW, Row("memory", "MB", (5.0,))), took=3.2, busy_before=0.02)
MACHINE = Machine("A processor", 2, 8 * 2**30, "", "Linux", {"torch": "2"}, "abc1234", "2026-11-26")


def test_a_ratio_is_that_of_one_round() -> None:
    assert ROW.ratios == [1.0, 1.5, 0.5]
    assert cells(ROW)[1:5] == ("20 (10–30) ms", "a bare step", "20 (10–40) ms", "1 (0.50–1.50)")


def test_what_has_no_comparison_leaves_its_columns_empty() -> None:
    assert cells(SECTION.rows[1]) == ("memory", "5 MB", "", "", "", "")
    alone = markdown(replace(SECTION, rows=SECTION.rows[1:])).splitlines()
    assert alone[-3:] == ["|  | measured |", "| --- | --- |", "| memory | 5 MB |"]


def test_a_comparison_needs_the_same_rounds() -> None:
    with pytest.raises(ValueError, match="zip"):
        assert Row("a", "s", (1.0, 2.0), "b", (1.0,)).ratios


def test_rounds_alternate_so_that_none_is_always_first() -> None:
    order: list[str] = []

    def note(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = list(in_turn(3, lambda: note("own"), lambda: note("other")))
    assert order == ["own", "other", "other", "own", "own", "other"]
    assert found == [(1.0, 4.0, 5.0), (2.0, 3.0, 6.0)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1234, "0.12"),
        (12.34, "12.3"),
        (1234.5, "1,234"),
        (40.0, "40"),
        (-0.5, "-0.50"),
        (0, "0"),
        (0.0123, "0.012"),
        (2e-6, "2e-06"),
    ],
)
def test_numbers_have_as_many_digits_as_they_are_worth(value: float, written: str) -> None:
    assert number(value) == written


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert quantile([3.0, 1.0, 2.0], 0.95) == 3.0
    assert quantile(range(100), 0.95) == 95
    assert quantile([7.0], 0.5) == 7.0


def test_a_section_comes_back_from_its_file() -> None:
    assert read_section(json.dumps(asdict(SECTION))) == SECTION


def test_the_report_names_machine_state_and_what_spoils_it() -> None:
    quiet = summary(MACHINE, [SECTION], quick=False)
    assert "abc1234: A processor, 2 cores, 8 GiB of memory, no GPU, Linux, torch 2." in quiet
    assert "busy" not in quiet
    assert "quick" not in quiet
    busy = summary(MACHINE, [replace(SECTION, busy_before=0.4), replace(SECTION, busy_before=None)], quick=True)
    assert "others used up to 40% of its processors" in busy
    assert "a quick run" in busy


def test_the_json_has_every_value() -> None:
    found = json.loads(as_json(MACHINE, [SECTION], quick=True))
    assert found["sections"][0]["rows"][0]["values"] == [10.0, 30.0, 20.0]
    assert found["machine"]["cores"] == 2
    assert found["quick"]


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    text = "before\n<!-- a -->\nold\n<!-- /a -->\nafter\n"
    assert replaced(text, "a", "new") == "before\n<!-- a -->\nnew\n<!-- /a -->\nafter\n"
    with pytest.raises(ValueError, match="substring"):
        replaced(text, "b", "new")


def test_the_page_has_a_place_for_both_reports() -> None:
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    for name in ("measured", "gpu"):
        assert "here" in replaced(page, name, "here")


def test_a_program_prints_its_rows_and_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, efforts = tmp_path / "rows.json", []
    monkeypatch.setattr("benchmarks.report.busy_share", lambda: 0.5)
    monkeypatch.setattr("sys.argv", ["engine", "--quick", "--json", str(kept)])
    program("engine", "Engine", "How\nfast.\n\nMore.", lambda effort: efforts.append(effort) or [ROW])
    assert capsys.readouterr().out.startswith("a step; 20 (10–30) ms; a bare step")
    assert efforts == [Effort(quick=True)]
    assert read_section(kept.read_text("utf-8")) == Section("engine", "Engine", "How fast.", (ROW,), 0.0, 0.5)


def test_every_program_that_yields_rows_is_known() -> None:
    found = {path.stem for path in (ROOT / "benchmarks").glob("*.py") if "def measure(" in path.read_text("utf-8")}
    assert found == {*every.PROGRAMS, *every.ALSO}


def test_one_that_fails_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(every, "ROOT", tmp_path)
    monkeypatch.setattr(every, "run", lambda name, quick: SECTION if name == "engine" else None)
    monkeypatch.setattr("sys.argv", ["benchmarks", "engine", "pages"])
    assert every.main() == 1
    assert "### Engine" in (tmp_path / "artifacts" / "performance.md").read_text("utf-8")
    assert not (tmp_path / "docs").exists()


def test_this_machine_says_what_it_is() -> None:
    machine = this_machine()
    assert machine.cores > 0
    assert machine.memory > 2**30
    assert machine.processor
    assert str(ROOT) not in machine.described()
    share = busy_share(0.05)
    assert share is None or 0 <= share <= 1
