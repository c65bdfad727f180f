"""What happens beside the server while visitors are served already."""

from __future__ import annotations

import logging

import pytest

from llm_viz.base.i18n import strings, terminal_language
from llm_viz.kit.shell.server import start
from tests.support.alone import run


@pytest.mark.crashes
def test_models_that_cannot_be_loaded_are_told_at_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise MemoryError("no room for the weights")

    monkeypatch.setattr(start, "_load_models", broken)
    monkeypatch.setattr(start, "_mend_models", lambda: None)
    with caplog.at_level(logging.ERROR):
        run(start._logged(start._load_here((), ())))
    assert "no room for the weights" in caplog.text
    t = strings(terminal_language())
    assert capsys.readouterr().out == t("serving-not-loaded") + "\n"


def test_models_that_are_loaded_are_told_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "_load_models", lambda: None)
    monkeypatch.setattr(start, "_mend_models", lambda: None)
    run(start._logged(start._load_here((), ())))
    assert capsys.readouterr().out == strings(terminal_language())("serving-loaded") + "\n"
