"""The command that runs a cluster, as far as no cluster is needed."""

from __future__ import annotations

import socket
from collections.abc import Callable
from importlib.machinery import ModuleSpec

import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.cli import cluster, main
from llm_viz.cluster import serving


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[serving.Scale, str, int]]:
    """With what a cluster would have been started; Ray seems to be there."""
    calls: list[tuple[serving.Scale, str, int]] = []

    def serve_here(scale: serving.Scale, host: str, port: int, ready: Callable[[], None]) -> None:
        calls.append((scale, host, port))
        ready()

    monkeypatch.setattr(serving, "serve_here", serve_here)
    monkeypatch.setattr(cluster, "find_spec", lambda name: ModuleSpec(name, None))
    monkeypatch.setattr(cluster.os, "cpu_count", lambda: 8)
    return calls


def test_it_listens_on_this_machine_only_unless_told_otherwise(
    started: list[tuple[serving.Scale, str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cluster", "--port", "0", "--language", "en"]) == 0
    assert started == [(serving.Scale(least=2, most=2, cpus=4, threads=8), "127.0.0.1", 0)]
    said = capsys.readouterr().out
    assert "LLM_VIZ_ENGINE=http://127.0.0.1:0" in said
    assert strings("en", "doctor")("cluster-open") not in said
    assert main(["cluster", "--port", "0", "--host", "0.0.0.0", "--replicas", "1:4", "--language", "en"]) == 0
    assert started[1:] == [(serving.Scale(least=1, most=4, cpus=2, threads=8), "0.0.0.0", 0)]
    assert strings("en", "doctor")("cluster-open") in capsys.readouterr().out
    assert started[0][0].shared
    assert main(["cluster", "--port", "0", "--cpus", "3", "--language", "en"]) == 0
    assert not started[2][0].shared, "each has cores of its own"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_port_that_is_taken_and_missing_packages_are_said(
    started: list[tuple[serving.Scale, str, int]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["cluster", "--port", str(port), "--language", language]) == 1
        assert f"127.0.0.1:{port}" in capsys.readouterr().err
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    assert main(["cluster", "--language", language]) == 1
    assert "requirements-cluster.txt" in capsys.readouterr().err
    assert started == []


@pytest.mark.parametrize("replicas", ["0", "3:2", "2:", "-1", "many"])
def test_what_is_no_number_of_replicas_is_refused(
    started: list[tuple[serving.Scale, str, int]], capsys: pytest.CaptureFixture[str], replicas: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["cluster", f"--replicas={replicas}"])
    assert ended.value.code == 2
    assert replicas in capsys.readouterr().err
