"""Chapter 10 as a script: covered until guessed, both languages, tasks, hostile addresses, the live training."""

from __future__ import annotations

import re
import time

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import LANGUAGES, Language, strings
from llm_viz.base.numbers import measured_percent
from tests.support.app import OpenApp

PAGE = "10_emergence"
START, STOP = "job-start-emergence-copying", "job-stop-emergence-copying"


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def headers(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_covered_until_the_guess(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, lang=language)
    t = strings(language, "emergence")
    assert headers(app) == [t("section-jump")]
    options = [button for button in app.button if "guess-question" in str(button.key)]
    assert [button.label.replace("\\", "") for button in options[:-1]] == [
        measured_percent(value, language) for value in (8.4, 17, 38, 80)
    ]
    options[0].click().run()
    assert not app.exception
    assert not app.error
    assert headers(app)[1:] == [t(f"section-{key}") for key in ("metrics", "mirage", "copying", "debate", "thresholds")]
    assert charts(app) == 2
    assert len(app.info) == 3
    assert any(measured_percent(80, language) in element.value.replace("\\", "") for element in app.markdown)


@pytest.mark.parametrize("task", ["lambada-step", "lambada-gpt3", "reversed-words", "persian"])
def test_a_task_can_be_opened_by_its_link(open_app: OpenApp, task: str) -> None:
    app = open_app(PAGE, reveal="1", task=task, metric="smooth")
    assert not app.exception
    assert not app.error
    t = strings("en", "emergence")
    without_smooth = t("no-smooth") in [caption.value for caption in app.caption]
    assert without_smooth == (not task.startswith("lambada"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task", "<script>alert(1)</script>"), ("metric", "both"), ("y", ""), ("digits", "6"), ("n", "0"),
        ("h", "nan"), ("h", "1e400"), ("a", "-1"), ("seed", "9" * 300),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_possible_is_named_and_replaced(open_app: OpenApp, name: str, value: str) -> None:
    app = open_app(PAGE, reveal="1", **{name: value})
    assert not app.exception
    assert not app.error
    notices = [caption.value for caption in app.caption if f"asked for {name} " in caption.value]
    assert len(notices) == 1
    assert not re.search(r"(?<!\\)<", notices[0])


def test_the_training_runs_and_can_be_stopped(open_app: OpenApp) -> None:
    app = open_app(PAGE, reveal="1", seed="7")
    app.button(key=START).click().run()
    deadline = time.monotonic() + 30
    seed = strings("en", "emergence")("copying-facts", parameters=103_680, seed=7, rows=400)
    while seed not in [caption.value for caption in app.caption] and time.monotonic() < deadline:
        time.sleep(0.3)
        app.run()
    assert seed in [caption.value for caption in app.caption]
    app.button(key=STOP).click().run()
    assert not app.exception
    assert not app.error
