"""`doctor` tells the truth about this machine, in words and in JSON, even where nothing is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
import torch

from llm_viz.base.i18n import strings, terminal_language
from llm_viz.base.languages import LANGUAGES
from llm_viz.cli import checks, doctor, main
from llm_viz.engine import device
from tests.support.fake_engine import FakeEngine
from tests.support.replica_server import serving

ROOT = Path(__file__).resolve().parents[2]
BARE = "import sys; sys.path.insert(0, sys.argv.pop(1)); from llm_viz.cli import main; raise SystemExit(main())"


@pytest.fixture
def one_model(monkeypatch, tmp_path):
    """An empty cache: of the embedded models only the encoder is ready."""
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path))


def answer(capsys, *arguments: str) -> tuple[int, dict]:
    code = main(["doctor", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def states(report: dict) -> dict[str, str]:
    return {check["name"]: check["state"] for check in report["checks"]}


def test_json_alone_is_printed_and_agrees_with_the_exit_status(capsys, one_model):
    code, report = answer(capsys)
    assert (code, report["ok"]) == (1, False)
    found = states(report)
    assert found["model:smollm2-135m"] == "warning"
    assert found["model:minilm-l6"] == "ok"
    assert found["models"] == "problem"
    assert found["device"] == "ok"
    assert all(check["text"] and set(check) >= {"name", "state", "remedy"} for check in report["checks"])


def test_every_failure_names_what_mends_it(capsys, one_model):
    _, report = answer(capsys)
    assert [check["name"] for check in report["checks"] if check["state"] == "problem" and not check["remedy"]] == []


def test_all_is_well_with_one_model_that_writes(capsys, monkeypatch, tmp_path):
    from tests.support import tiny

    tiny.save(tiny.llama, tmp_path / "own")
    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path))
    monkeypatch.setenv("LLM_VIZ_MODELS", str(tmp_path / "own"))
    assert main(["doctor"]) == 0
    assert strings("en", "doctor")("doctor-fine") in capsys.readouterr().out


def test_where_the_models_run_elsewhere_the_cluster_is_asked_instead(capsys, monkeypatch, one_model):
    with serving(FakeEngine()) as cluster:
        monkeypatch.setenv("LLM_VIZ_ENGINE", cluster.address)
        code, report = answer(capsys)
        assert (code, states(report)["cluster"]) == (0, "ok")
        assert "model:smollm2-135m" not in states(report)
        (said,) = (check["text"] for check in report["checks"] if check["name"] == "cluster")
        assert "SmolLM2" in said
        assert "Later" not in said  # which is not prepared there
    for address in (cluster.address, "127.0.0.1:8900"):
        monkeypatch.setenv("LLM_VIZ_ENGINE", address)
        code, report = answer(capsys)
        assert (code, states(report)["cluster"]) == (1, "problem")


def test_ray_is_only_noted(capsys, monkeypatch):
    found = {}

    def pretend(package: str) -> str:
        if package != "ray":
            return version(package)
        if package not in found:
            raise PackageNotFoundError(package)
        return found[package]

    monkeypatch.setattr(checks, "version", pretend)
    assert states(answer(capsys)[1])["ray"] == "note"
    found["ray"] = checks.pinned(ROOT / "requirements-cluster.txt")["ray"]
    assert states(answer(capsys)[1])["ray"] == "ok"
    found["ray"] = "1.0"
    assert states(answer(capsys)[1])["ray"] == "note"


def test_a_missing_package_is_a_problem_and_another_version_a_warning(capsys, monkeypatch):
    def pretend(package: str) -> str:
        if package == "plotly":
            raise PackageNotFoundError(package)
        return "0.0.1" if package == "tqdm" else version(package)

    monkeypatch.setattr(checks, "version", pretend)
    code, report = answer(capsys)
    found = states(report)
    assert (code, found["package:plotly"], found["package:tqdm"], found["models"]) == (
        1,
        "problem",
        "warning",
        "problem",
    )


def test_the_build_of_pytorch_for_cpus_counts_as_the_version(monkeypatch):
    monkeypatch.setattr(checks, "version", lambda _: "2.13.0+cpu")
    assert checks._package("torch", "2.13.0", "problem", "").state == "ok"


def test_an_old_python_is_a_problem(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    assert checks._python().state == "problem"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_runs_where_nothing_is_installed(language):
    """A Python without site-packages: no Fluent, no PyTorch, nothing."""
    arguments = ["doctor", "--json", "--language", language]
    bare = subprocess.run(
        [sys.executable, "-I", "-S", "-c", BARE, str(ROOT), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert bare.returncode == 1, bare.stderr
    report = json.loads(bare.stdout)
    found = states(report)
    assert {found["package:streamlit"], found["package:torch"], found["models"]} == {"problem"}
    missing = next(check for check in report["checks"] if check["name"] == "package:torch")
    assert missing["text"] == strings(language, "doctor")("doctor-package-missing", **missing["values"])
    assert missing["remedy"] == "pip install -r requirements.txt"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plain_reading_of_its_strings_is_fluents(language):
    names = (
        "found",
        "needed",
        "package",
        "file",
        "explanation",
        "device",
        "precision",
        "model",
        "detail",
        "folder",
        "free",
        "path",
        "font",
    )
    values = {name: f"<{name}>" for name in names}
    plain, fluent = doctor._plain_speaker(language), strings(language, "doctor")
    for check in ("doctor-package-other", "doctor-cache-full", "doctor-error-model-broken", "doctor-fine"):
        assert plain(check, **values) == fluent(check, **values)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-data.txt"])
def test_every_requirement_is_pinned_and_checked(file):
    lines = [line for line in (ROOT / file).read_text().splitlines() if line and not line.startswith("#")]
    assert len(checks.pinned(ROOT / file)) == len(lines)


@pytest.mark.parametrize(
    ("locale", "language"), [("ja_JP", "ja"), ("Japanese_Japan", "ja"), ("de_DE", "en"), (None, "en")]
)
def test_it_speaks_the_terminals_language(monkeypatch, locale, language):
    monkeypatch.setattr("locale.getlocale", lambda: (locale, "UTF-8"))
    assert terminal_language() == language


def test_setup_goes_on_after_a_failure_and_says_so(monkeypatch, tmp_path, tmp_path_factory, capsys):
    from tests.support import tiny

    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path_factory.mktemp("cache")))
    tiny.save(tiny.llama, tmp_path / "own")
    monkeypatch.setenv("LLM_VIZ_MODELS", f"{tmp_path / 'gone'},{tmp_path / 'own'}")
    assert main(["setup", "--model", "gone", "--model", "own", "--language", "en"]) == 1
    printed = capsys.readouterr()
    assert "own is ready" in printed.out
    assert "“gone” is not installed" in printed.err
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A model of one's own, in a folder that is ready to load."""
    from tests.support import tiny

    monkeypatch.setenv("LLM_VIZ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LLM_VIZ_MODELS", str(tmp_path / "own"))
    tiny.save(tiny.llama, tmp_path / "own")
    return tmp_path / "own"


def test_a_model_that_fails_its_check_is_not_ready(own, monkeypatch, capsys):
    from llm_viz.engine import attention

    monkeypatch.setattr(attention, "_masked", lambda scores, mask, causal: scores)
    _, report = answer(capsys, "--language", "en")
    found = next(check for check in report["checks"] if check["name"] == "model:own")
    assert (found["state"], found["remedy"]) == ("warning", None)
    assert "failed" in found["text"]
    assert main(["setup", "--model", "own", "--language", "ja"]) == 1
    assert "own" in capsys.readouterr().err


def test_a_model_that_has_passed_is_checked_again_only_when_something_changed(own, monkeypatch, capsys):
    from llm_viz.engine import local

    checked = []
    load = local.load
    monkeypatch.setattr(local, "load", lambda card, *more: checked.append(card.key) or load(card, *more))
    for _ in range(2):
        assert main(["setup", "--model", "own"]) == 0
    assert checked == ["own"]
    again = "import sys, llm_viz.cli as cli; sys.exit(cli.main(['setup', '--model', 'own']) or 'torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", again], check=True, capture_output=True)  # no wait for PyTorch
    capsys.readouterr()
    answer(capsys)
    assert "own" not in checked[1:]
    answer(capsys, "--thorough")
    assert checked.count("own") == 2
    (own / "config.json").write_text((own / "config.json").read_text() + " ")
    assert main(["setup", "--model", "own"]) == 0
    assert checked.count("own") == 3


def test_what_setup_cannot_mend_does_not_name_it(own, capsys):
    (own / "model.safetensors").write_bytes(b"")
    _, report = answer(capsys)
    assert next(check for check in report["checks"] if check["name"] == "model:own")["remedy"] is None
    (own / "model.safetensors").rename(own / "pytorch_model.bin")
    _, report = answer(capsys)
    remedy = next(check for check in report["checks"] if check["name"] == "model:own")["remedy"]
    assert "save_pretrained" in remedy


@pytest.mark.parametrize(("setting", "state"), [("", "ok"), ("0", "note")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_gpu_it_says_whether_steps_are_recorded(monkeypatch, setting, state, language):
    gpu = device.Device(torch.device("cuda"), torch.float32, "A GPU")
    monkeypatch.setattr(device, "choose_device", lambda: gpu)
    monkeypatch.setenv("LLM_VIZ_GRAPHS", setting)
    _, graphs = checks._device()
    assert (graphs.name, graphs.state) == ("graphs", state)
    assert ("LLM_VIZ_GRAPHS=0" in doctor.speaker(language)(graphs.message)) == (state == "note")
