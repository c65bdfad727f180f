"""The command `sense`: JSON in the promised form, and clear words for what cannot be measured."""

from __future__ import annotations

import json

import pytest

from llm_viz.cli import main
from tests.support import tiny

REFERENCES = (
    "--reference-a", "the sweet apple", "--reference-a", "a red apple",
    "--reference-b", "the phone of apple", "--reference-b", "stock of apple",
)  # fmt: skip
CONTEXTS = ("--context", "we ate the red apple", "--context", "he sold the Apple phone")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("models") / "llama"
    tiny.save(tiny.llama, folder)
    return str(folder)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main(["sense", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_answer_has_the_promised_form(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--word", "apple", *CONTEXTS, *REFERENCES, "--model", model)
    assert set(found) == {"contexts"}
    first, second = found["contexts"]
    assert [first["context"], second["context"]] == [CONTEXTS[1], CONTEXTS[3]]
    assert set(first) == {"context", "sense_by_layer", "by_intervention", "by_attention"}
    assert len(first["sense_by_layer"]) == 4
    assert first["sense_by_layer"][0] == 0
    assert all(-1 <= score <= 1 for score in first["sense_by_layer"])
    assert any(first["sense_by_layer"])
    assert {one["token"] for one in first["by_intervention"]} == {"ate", "the", "red"}
    assert {one["token"] for one in second["by_attention"]} == {"sold", "the"}
    shifts = [abs(one["shift"]) for one in first["by_intervention"]]
    weights = [one["weight"] for one in first["by_attention"]]
    assert shifts == sorted(shifts, reverse=True)
    assert weights == sorted(weights, reverse=True)


def test_a_preset_word_brings_its_references(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    context = ("--context", "we ate the red Apple")
    own = answer(capsys, "--word", "APPLE", *context, "--model", model)
    given = answer(capsys, "--word", "apple", *context, *REFERENCES, "--model", model)
    assert own["contexts"][0]["sense_by_layer"] != given["contexts"][0]["sense_by_layer"]


def test_without_json_the_meaning_comes_first(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sense", "--word", "apple", *CONTEXTS, *REFERENCES, "--model", model]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("'we ate the red apple'")
    assert len(lines) == 1 + 3 + 1 + 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--word", "stone", "--context", "a stone"], "--reference-a"),
        (["--word", "apple", "--context", "a pear"], "“apple” is not in this text: “a pear”"),
        (["--word", "apple", "--context", "an apple", "--reference-a", "sweet apple"], "reference"),
        (["--word", "apple", "--context", "an apple", "--reference-a", "a pear", "--reference-b", "x apple"], "a pear"),
        (["--word", "apple", "--context", "sweet apple", "--reference-a", "sweet apple", "--reference-b", "x apple"],
         "reference"),
        (["--word", "", "--context", "the apple", "--reference-a", "an apple", "--reference-b", "x apple"], "not in"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_said(
    model: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["sense", *arguments, "--model", model, "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--word", "apple"], ["--context", "an apple"]])
def test_a_wrong_call_explains_itself(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_status:
        main(["sense", *arguments])
    assert exit_status.value.code == 2
    assert "usage" in capsys.readouterr().err
