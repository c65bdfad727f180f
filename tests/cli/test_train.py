"""The command `train`: JSON in one piece, reports as they come, and clear words for what cannot be trained on."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from threading import Thread

import pytest

from llm_viz.cli import main
from llm_viz.training.character_model import report_steps
from llm_viz.training.corpora.own import LARGEST

QUICK = ("--steps", "20", "--width", "16", "--layers", "1")


def test_the_answer_has_every_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--corpus", "grammar_en", *QUICK, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [report["step"] for report in answer["reports"]] == report_steps(20)
    assert answer["reports"][-1]["validation_bits"] < answer["reports"][0]["validation_bits"]
    assert 0 < answer["entropy_bits"] < answer["yardsticks"]["trigram"] < answer["yardsticks"]["uniform"]


def test_a_file_of_ones_own_is_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "rain.txt"
    text.write_text("The rain in Spain stays mainly in the plain.\n" * 30, "utf-8")
    assert main(["train", "--file", str(text), *QUICK, "--prompt", "The ", "--word", "rain", "--seed", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("step      0")
    assert lines[-1].startswith("    '")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--corpus", "../../etc"],
        ["--file", "no-such-file.txt"],
        ["--word", "漢字"],
        ["--width", "63"],
        ["--learning-rate", "nan"],
        ["--prompt", "x" * 500],
    ],
)
def test_what_is_not_possible_is_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *QUICK, *wrong]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_a_file_that_never_ends_is_not_read_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--file", "/dev/zero"]) == 1
    assert f"{LARGEST // 1000:,} kB" in capsys.readouterr().err


def test_a_pipe_is_a_file_too_and_a_socket_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    Thread(target=pipe.write_text, args=("The rain in Spain stays mainly in the plain.\n" * 30,), daemon=True).start()
    assert main(["train", "--file", str(pipe), *QUICK, "--prompt", "The ", "--word", "rain"]) == 0
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert main(["train", "--file", str(tmp_path / "socket")]) == 1
    assert "error: " in capsys.readouterr().err
