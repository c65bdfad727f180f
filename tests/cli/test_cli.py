"""The command line: JSON and nothing else on standard output, clear words and exit status 1 for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llm_viz.cli import main
from tests.support import tiny

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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tokens", ""], "text"),
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
