"""Chapter 10 as a script: covered until guessed, both languages, tasks, hostile addresses, the live training."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.base.numbers import measured_percent
from tests.support.app import OpenApp, notes_of

PAGE = "10_emergence"
START, STOP = "job-start-emergence-copying", "job-stop-emergence-copying"


def headers(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


def picture(app: AppTest, name: str = "marks") -> dict[str, Any]:
    """What a picture was sent; at first the one that the chapter opens on."""
    [proto] = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith(f"_{name}")
    ]
    sent: dict[str, Any] = json.loads(proto.json)
    return sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_model_stays_on_the_server_until_the_guess(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, lang=language)
    covered = picture(app)
    assert list(covered["pictures"]) == ["sums"]
    assert len(covered["pictures"]["sums"]["points"]) == 7
    assert covered["question"]["open"]
    answer = measured_percent(80.4, language)
    assert answer not in json.dumps(covered, ensure_ascii=False)
    assert [expander.label for expander in app.expander] == [strings(language)("sources-drawer")]
    app.session_state["guess-state-emergence-guess-question"] = {(app.session_state["model"], "addition-3"): "42"}
    app.run()
    assert not app.exception
    assert not app.error
    shown = picture(app)
    assert {name: len(each["points"]) for name, each in shown["pictures"].items()} == {
        "sums": 8, "word": 27, "script": 52,
    }  # fmt: skip
    assert answer in shown["told"]
    assert measured_percent(42, language) in shown["told"]
    assert shown["settings"]["guess"] == 42


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_pictures_and_says_what_they_show(open_app: OpenApp, language: Language) -> None:
    t = strings(language, "emergence")
    acts = {"metrics": ("metrics",), "copying": ("copying",), "debate": ("thresholds",)}
    notes = 0
    for act, sections in acts.items():
        app = open_app(PAGE, lang=language, act=act, reveal="1", show_tasks="true")
        assert not app.exception
        assert not app.error
        assert headers(app) == [t(f"section-{key}") for key in sections]
        notes += len(notes_of(app))
        assert not app.get("plotly_chart")  # five megabytes that no act of this chapter needs
        if act == "debate":
            abilities = picture(app, "thresholds")["abilities"]
            assert len(abilities) == 22
            assert all(each["name"] and each["model"] for each in abilities)
        folds = {"metrics": ("section-tasks", "section-mirage"), "debate": ("section-debate",)}.get(act, ())
        assert {t(fold) for fold in folds} <= {expander.label for expander in app.expander}
    assert notes == 4  # on the sums, the points, the mirage and the copies


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_are_there_at_once_and_a_link_opens_to_their_marking(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, lang=language, act="metrics", credit="part", adding="3")
    sent = picture(app, "answers")
    assert sent["settings"] == {"soft": 1, "moment": 3}
    assert len(sent["sums"]) == len(sent["moments"][0]["answers"]) == 12
    sent_to = [element.proto.component_name for element in app.get("bidi_component")]
    assert not any(name.endswith("_points") for name in sent_to)  # its fold is closed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_training_asks_and_keeps_its_rise_on_the_server(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, lang=language, act="copying")
    covered = picture(app, "copying")
    assert covered["question"]["open"]
    assert all(report["exact"][-1] == 0 for report in covered["reports"])
    assert not app.button or START not in [button.key for button in app.button]
    app.session_state["guess-state-emergence-guess-copying"] = {(app.session_state["model"], "copying"): "180"}
    app.run()
    assert not app.exception
    assert not app.error
    shown = picture(app, "copying")
    assert shown["reports"][-1]["exact"][-1] > 0.9
    assert "180" in shown["told"]
    assert app.button(key=START)


@pytest.mark.parametrize("task", ["lambada-step", "lambada-gpt3", "reversed-words", "persian"])
def test_a_task_can_be_opened_by_its_link(open_app: OpenApp, task: str) -> None:
    app = open_app(PAGE, act="metrics", task=task, metric="smooth")
    assert not app.exception
    assert not app.error
    t = strings("en", "emergence")
    without_smooth = t("no-smooth") in [caption.value for caption in app.caption]
    assert without_smooth == (not task.startswith("lambada"))


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [
        ("metrics", "task", "<script>alert(1)</script>"), ("metrics", "metric", "both"), ("metrics", "y", ""),
        ("metrics", "digits", "6"), ("metrics", "n", "0"), ("metrics", "h", "nan"), ("metrics", "h", "1e400"),
        ("metrics", "a", "-1"), ("metrics", "credit", "x"), ("metrics", "adding", "25"),
        ("copying", "seed", "9" * 300), ("jump", "picture", "<b>"), ("jump", "marks", "none"),
        ("debate", "level", "99"),
    ],
)  # fmt: skip
def test_a_setting_that_is_not_possible_is_named_and_replaced(
    open_app: OpenApp, act: str, name: str, value: str
) -> None:
    app = open_app(PAGE, act=act, reveal="1", **{name: value})
    assert not app.exception
    assert not app.error
    notices = [caption.value for caption in app.caption if f"asked for {name} " in caption.value]
    assert len(notices) == 1
    assert not re.search(r"(?<!\\)<", notices[0])


def test_the_training_runs_and_can_be_stopped(open_app: OpenApp) -> None:
    app = open_app(PAGE, act="copying", seed="7", reveal="1")
    app.button(key=START).click().run()
    deadline = time.monotonic() + 30
    seed = strings("en", "emergence")("copying-facts", parameters=103_680, seed="7", rows=400)
    while seed not in [caption.value for caption in app.caption] and time.monotonic() < deadline:
        time.sleep(0.3)
        app.run()
    assert seed in [caption.value for caption in app.caption]
    app.button(key=STOP).click().run()
    assert not app.exception
    assert not app.error
