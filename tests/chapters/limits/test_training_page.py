"""Chapter 10's experiments as a script: shipped results at once, one's own in their place, errors in place."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import Language
from llm_viz.jobs.background import JobBoard
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.kit.page import job_panel
from llm_viz.training.experiments import CANARY
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine, failing

PAGE = "10_limits"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
CHARTS = {"data": 3, "privacy": 1, "misuse": 2}
PATIENCE = 20.0  # seconds


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def captions(app: AppTest) -> str:
    return "\n".join(element.value for element in app.caption)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("key", CHARTS)
def test_nothing_before_the_guess_and_the_shipped_results_after_it(open_app: OpenApp, key: str, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], drawback=key)
    assert charts(app) == 0
    guesses = [button for button in app.button if f"limits_{key}-guess-question" in str(button.key)]
    guesses[0].click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == CHARTS[key]
    assert len(app.info) == (1 if key == "privacy" else 2)


def test_an_own_run_takes_the_place_of_the_shipped_one(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[object]:
        yield from CANARY.recorded(language).reports[: 10 if seed == 9 else None]

    monkeypatch.setattr(
        "llm_viz.training.experiments.TrainedExperiment.of", lambda self, language: _bound(quick, language)
    )
    board = JobBoard()
    monkeypatch.setattr(job_panel, "job_board", lambda: board)
    app = open_app(PAGE, drawback="privacy", reveal="1", canary_seed="9")
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


@pytest.mark.parametrize("seed", ["-1", "abc", "10000", "9" * 400])
def test_an_impossible_seed_of_the_address_is_not_used(open_app: OpenApp, seed: str) -> None:
    app = open_app(PAGE, drawback="misuse", reveal="1", backdoor_seed=seed)
    assert not app.exception
    assert app.number_input[0].value == 1


@pytest.mark.parametrize(
    "word", ["</script><img src=x onerror=alert(1)>", "{}", "**x** $y$", "\N{RIGHT-TO-LEFT OVERRIDE}b", "`|`"]
)
def test_any_word_can_be_planted(open_app: OpenApp, word: str) -> None:
    app = open_app(PAGE, drawback="misuse", reveal="1", planted_word=word)
    assert not app.exception
    assert not app.error
    assert charts(app) == 2
    written = "".join(element.value for element in app.markdown)
    assert "<img" not in written.replace(r"\<", "")


def test_an_empty_word_is_explained(open_app: OpenApp) -> None:
    app = open_app(PAGE, drawback="misuse", reveal="1")
    app.text_input(key="limits_misuse-word").set_value("   ").run()
    assert len(app.error) == 1
    assert charts(app) == 1  # the back door is still there


@pytest.mark.parametrize(
    ("engine", "query"), [(failing(TooManyTokens(length=9, limit=5)), {}), (FakeEngine(), {"model": "minilm-l6"})]
)
def test_a_model_that_cannot_answer_leaves_the_back_door(
    open_app: OpenApp, engine: FakeEngine, query: dict[str, str]
) -> None:
    app = open_app(PAGE, engine=engine, drawback="misuse", reveal="1", **query)
    assert not app.exception
    assert len(app.error) == 1
    assert charts(app) == 1
