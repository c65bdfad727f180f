"""The drawback of privacy as a script: shipped results at once, one's own in their place."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.languages import Language
from llm_viz.jobs.background import JobBoard
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.kit.page import job_panel
from llm_viz.training.experiments import CANARY
from tests.chapters.limits.support import (
    LOCALES,
    captions,
    charts,
    check_setting_is_refused_quietly,
    guess,
    open_drawback,
    payload,
    uncover,
)
from tests.support.app import OpenApp

PATIENCE = 20.0  # seconds


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "privacy", language)
    assert covered == 0
    assert charts(app) == 1
    assert len(app.info) == 1


@pytest.mark.parametrize("language", LOCALES)
def test_the_browser_does_not_know_when_the_safes_open_before_the_guess(open_app: OpenApp, language: str) -> None:
    app = open_drawback(open_app, "privacy", language=language)
    asked = payload(app, "safes")
    assert asked["question"]["open"]
    assert asked["groups"] == []
    guess(app, "privacy", "100")
    shown = payload(app, "safes")
    assert shown["question"]["guess"] == "100"
    asked_for = shown["groups"][shown["asked"]]["raids"][0]
    assert sum(rank <= asked_for["half"] for rank in asked_for["ranks"]) * 2 >= shown["safes"]
    assert str(asked_for["half"]) in asked_for["said"]


def test_an_address_opens_to_the_safes_that_it_names(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "privacy", reveal="1", safes_group="4", safes_clean="1")
    assert {**payload(app, "safes")["settings"], "at": 0} == {"at": 0, "group": 4, "clean": 1}
    check_setting_is_refused_quietly(open_app, "privacy", "safes_group", "9")


def test_an_own_run_takes_the_place_of_the_shipped_one(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[object]:
        yield from CANARY.recorded(language).reports[: 10 if seed == 9 else None]

    monkeypatch.setattr(
        "llm_viz.training.experiments.TrainedExperiment.of", lambda self, language: _bound(quick, language)
    )
    board = JobBoard()
    monkeypatch.setattr(job_panel, "job_board", lambda: board)
    app = open_drawback(open_app, "privacy", reveal="1", canary_seed="9")
    assert "seed 0" in captions(app)
    _run(app)
    assert "Your own run, seed 9" in captions(app)
    assert not app.info  # ten reports support no sentence yet
    app.number_input[0].set_value(5).run()
    assert "Your own run, seed 9" in captions(app)  # the picture is still that of the last run
    _run(app)
    assert "Your own run, seed 5" in captions(app)
    assert len(app.info) == 1
    app.session_state["lang"] = "ja"
    app.run()
    assert not app.exception
    assert "シード 0" in captions(app)


def _bound(quick, language):
    return lambda seed, check_cancelled: quick(language, seed, check_cancelled)


def _run(app: AppTest) -> None:
    app.button(key="job-start-limits_privacy-canary").click().run()
    deadline = time.monotonic() + PATIENCE
    while not any("job-start" in str(button.key) for button in app.button):
        assert time.monotonic() < deadline
        time.sleep(0.02)
        app.run()
