"""The command `scaling`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llm_viz.cli import main
from llm_viz.training import scaling_plan
from llm_viz.training.scaling_plan import from_json


def test_the_command_prints_json_and_keeps_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(scaling_plan, "WIDTHS", (8, 16, 24, 32, 40))
    monkeypatch.setattr(scaling_plan, "TOKENS", 2**10)
    file = tmp_path / "kept.json"
    assert main(["scaling", "--short", "--seed", "5", "--json", "--output", str(file)]) == 0
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)["measurements"]) == 5
    assert from_json(file.read_text("utf-8")) == from_json(shown.out)
    assert "5/5" in shown.err
    assert main(["scaling", "--seed", "5"]) == 1
