"""The command line: JSON and nothing else on standard output, clear words and exit status 1 for what cannot be done."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base import errors
from llm_viz.base.errors import LlmVizError, NotANumber
from llm_viz.base.languages import LANGUAGES
from llm_viz.cli import ask, main
from llm_viz.kit.terminal import finite, to_json
from tests.support import tiny

ROOT = Path(__file__).resolve().parents[2]
TEXT = "the apple 私は今日"
Json = dict


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("models") / "llama"
    tiny.save(tiny.llama, folder)
    return str(folder)


@pytest.fixture
def run(model: str, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> Json:
        assert main([*arguments, "--model", model, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_tokens_tie_bytes_to_characters(run) -> None:
    tokens = run("tokens", TEXT)["tokens"]
    assert set(tokens[0]) >= {"id", "text", "bytes", "start", "end"}
    assert b"".join(bytes(token["bytes"]) for token in tokens).decode() == TEXT
    assert all(token["text"] == TEXT[token["start"] : token["end"]] for token in tokens)


def test_next_gives_raw_and_filtered_probabilities(run) -> None:
    plain = run("next", TEXT, "--top", str(tiny.VOCABULARY))["tokens"]
    assert sum(token["probability"] for token in plain) == pytest.approx(1, abs=1e-5)
    assert all(token["probability"] == pytest.approx(token["sampling_probability"], abs=1e-6) for token in plain)
    filtered = run("next", TEXT, "--top", "5", "--top-k", "3", "--temperature", "0.5")["tokens"]
    assert [token["id"] for token in filtered] == [token["id"] for token in plain[:5]]
    assert sum(token["sampling_probability"] for token in filtered[:3]) == pytest.approx(1, abs=1e-5)
    assert [token["sampling_probability"] for token in filtered[3:]] == [0, 0]
    greedy = run("next", TEXT, "--temperature", "0")["tokens"]
    assert [token["sampling_probability"] for token in greedy[:2]] == [1, 0]


def test_generate_repeats_with_the_same_seed_only(run) -> None:
    def text(seed: str) -> str:
        return run("generate", TEXT, "--seed", seed, "--temperature", "1.5", "--max-new-tokens", "8")["text"]

    assert text("1") == text("1")
    assert len({text(seed) for seed in "12345"}) > 1


def test_generate_gives_every_step(run) -> None:
    answer = run("generate", TEXT, "--temperature", "0", "--max-new-tokens", "4")
    steps = answer["steps"]
    assert set(steps[0]) >= {"id", "text", "probability", "rank", "entropy_bits"}
    assert [step["rank"] for step in steps] == [1] * len(steps)
    assert answer["text"] == TEXT + answer["continuation"]
    assert answer["stop"] in {"length", "end_of_text"}


def test_a_trace_gives_surprisal_attention_and_what_follows(run) -> None:
    answer = run("trace", TEXT, "--layer", "0", "--layer", "2")
    count = len(answer["tokens"])
    assert [layer["layer"] for layer in answer["attention"]] == [0, 2]
    weights = np.array(answer["attention"][0]["weights"])
    assert weights.shape == (4, count, count)
    np.testing.assert_allclose(weights.sum(-1), 1, atol=1e-5)
    bits = [token["surprisal_bits"] for token in answer["tokens"]]
    assert bits[0] is None
    assert all(bit > 0 for bit in bits[1:])
    assert [token["id"] for token in answer["next"]] == [
        token["id"] for token in run("next", TEXT, "--top", "5")["tokens"]
    ]


def test_a_lens_ends_with_what_the_model_says(run) -> None:
    streams = run("lens", TEXT, "--top", "3")["streams"]
    assert [stream["stream"] for stream in streams] == [0, 1, 2, 3]
    assert streams[-1]["winner_rank"] == 1
    last = [
        (token["id"], pytest.approx(token["probability"], abs=1e-6))
        for token in run("next", TEXT, "--top", "3")["tokens"]
    ]
    assert [(token["id"], token["probability"]) for token in streams[-1]["candidates"]] == last


def test_a_cut_link_changes_what_follows(run) -> None:
    answer = run("cut", TEXT, "--source", "0")
    assert answer["before"] != answer["after"]
    assert answer["source"]["start"] == 0
    partly = run("cut", TEXT, "--source", "0", "--layer", "1", "--head", "2")
    assert partly["before"] == answer["before"]
    assert partly["after"] not in (answer["after"], answer["before"])


def parts(answer: Json) -> float:
    layers = (*answer["attention"], *answer["feed_forward"])
    return answer["embedding"] + answer["rest"] + sum(part["share"] for part in layers)


def test_why_divides_the_score_into_parts_that_add_up(run) -> None:
    answer = run("why", TEXT)
    best, second = run("next", TEXT, "--top", "2")["tokens"]
    length = len(run("tokens", TEXT)["tokens"])
    assert (answer["token"], answer["baseline"]) == (best["text"], "mean of the vocabulary")
    assert parts(answer) == pytest.approx(answer["score"], abs=1e-4)
    assert {part["layer"] for part in answer["feed_forward"]} == {1, 2, 3}
    assert {(part["layer"], part["source"]) for part in answer["attention"]} == {
        (layer, source) for layer in (1, 2, 3) for source in range(length)
    }
    compared = run("why", TEXT, "--token", second["text"], "--against", best["text"])
    assert (compared["token"], compared["baseline"]) == (second["text"], best["text"])
    assert compared["score"] == pytest.approx(second["logit"] - best["logit"], abs=1e-4)
    assert parts(compared) == pytest.approx(compared["score"], abs=1e-4)


def test_why_prints_a_list_that_adds_up(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", TEXT, "--model", model, "--top", "4"]) == 0
    head, *lines, total = capsys.readouterr().out.replace("−", "-").splitlines()
    assert len(lines) == 5
    assert "smaller shares together" in lines[-1]
    assert sum(float(line.split()[0]) for line in lines) == pytest.approx(float(total.split()[0]), abs=0.03)
    assert total.split()[0] in head


@pytest.mark.parametrize(
    "command", [["trace"], ["lens"], ["cut", "--source", "0"], ["why"], ["tokens"], ["next"], ["generate"]]
)
def test_every_question_is_answered_in_lines_too(
    command: list[str], model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, TEXT, "--model", model]) == 0
    out, err = capsys.readouterr()
    assert out.strip()
    assert (err, "Traceback" in out) == ("", False)


def test_what_is_written_is_shown_as_it_comes(model: str, capsys: pytest.CaptureFixture[str], run) -> None:
    arguments = ["generate", TEXT, "--temperature", "0", "--max-new-tokens", "4"]
    written = ask.model_of(Namespace(model=model)).generate(TEXT, max_new_tokens=4)
    shown = [capsys.readouterr().out for _ in ask._printed(TEXT, written)]
    assert len(shown) > 1
    assert shown[0].startswith(TEXT)
    assert "".join(shown) == run(*arguments)["text"]


def test_a_dash_reads_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TEXT}\n"))
    assert run("tokens", "-")["text"] == TEXT
    assert run("tokens", "a-")["text"] == "a-"


def test_the_version_is_that_of_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_status:
        main(["--version"])
    assert exit_status.value.code == 0
    newest = next(line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## "))
    assert newest.split()[1] in capsys.readouterr().out


def test_a_closed_pipe_ends_a_command_without_a_word(model: str) -> None:
    command = [sys.executable, "-m", "llm_viz", "tokens", "a " * 900, "--model", model]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        process.stdout.close()  # before anything is written, so that the first word finds no reader
        assert (process.stderr.read(), process.wait()) == (b"", 141)


@pytest.mark.parametrize("temperature", ["1e-10", "1e-40", "1e-45"])
def test_the_coldest_temperatures_are_answered_in_valid_json(temperature: str, model: str, run) -> None:
    greedy = run("next", TEXT, "--temperature", "0")["tokens"]
    cold = run("next", TEXT, "--temperature", temperature)["tokens"]
    assert [token["sampling_probability"] for token in cold] == [token["sampling_probability"] for token in greedy]
    assert (
        run("generate", TEXT, "--temperature", temperature)["text"]
        == run("generate", TEXT, "--temperature", "0")["text"]
    )


def test_no_json_leaves_with_what_is_no_number() -> None:
    assert json.loads(to_json({"a": [1.5, None, {"b": "NaN"}]}))
    for value in (math.nan, math.inf, -math.inf):
        with pytest.raises(NotANumber) as problem:
            to_json({"tokens": [{"logit": 1.0}, {"logit": value}]})
        assert problem.value.values["name"].startswith("tokens.1.logit")
    assert [finite(number) for number in (1.5, -math.inf, math.nan)] == [1.5, None, None]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tokens", ""], "Give at least one character"),
        (["trace", "a", "--layer", "99"], "layer"),
        (["cut", "a b", "--source", "-1"], "source"),
        (["cut", "a b", "--source", "0", "--layer", "3"], "layer"),
        (["why", "a b", "--token", "no such token"], "token"),
        (["why", "a b", "--against", ""], "Give at least one character"),
        (["why", "a b", "--top", "0"], "top"),
        (["tokens", "a\ud800"], "half of a character"),
        (["next", "a" * 10_000], "10,000"),
        (["next", "a", "--temperature", "-1"], "temperature"),
        (["next", "a", "--top", "0"], "candidates"),
        (["generate", "a", "--temperature", "nan"], "temperature"),
        (["generate", "a", "--max-new-tokens", "100000"], "max_new_tokens"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    model: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main([*arguments, "--model", model, "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_an_unknown_model_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["tokens", "a", "--model", str(tmp_path / "nothing"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "gemma-3-270m" in err
    assert "smollm2-135m" in err


@pytest.mark.parametrize("arguments", [["tokens"], ["paint", "a"], ["next", "a", "--top-k", "many"], []])
def test_a_wrong_call_explains_itself(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_status:
        main(arguments)
    assert exit_status.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["", " "])
def test_no_name_is_no_model(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "a", "--model", key]) == 1
    assert "There is no model called" in capsys.readouterr().err
    assert main(["setup", "--model", key]) == 1


def test_a_terminal_is_not_told_of_the_page() -> None:
    values = dict.fromkeys(
        (
            "model",
            "known",
            "remedy",
            "file",
            "weights",
            "detail",
            "part",
            "reader",
            "layers",
            "name",
            "value",
            "allowed",
        ),
        "x",
    )
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, LlmVizError) and hasattr(kind, "message_id"):
            for language in LANGUAGES:
                try:
                    said = kind(**values).sentence(language, "terminal")
                except KeyError:  # values of another kind: none of those messages speaks of a model
                    continue
                assert not any(word in said for word in ("side bar", "サイドバー", "field above", "上の欄"))


def test_a_file_that_cannot_be_read_is_said_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--file", str(tmp_path / "nothing.txt")]) == 1
    assert "cannot be read: No such file or directory" in capsys.readouterr().err
