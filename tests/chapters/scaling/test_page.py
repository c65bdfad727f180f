"""Chapter 9 as a script: covered until a line is drawn, act by act, addresses of any kind, a run of one's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.chapters.scaling.compute.drawing import COLUMNS
from llm_viz.training import scaling_plan
from tests.support.app import OpenApp, notes_of, payload_of

PAGE = "9_scaling"
LINE = "5k" * len(COLUMNS)  # a loss of 2.00 in every column
LOCALES = {"ja": "ja-JP", "en": "en-US"}


def parts(app: AppTest) -> dict[str, dict[str, Any]]:
    """The data of the page's components, by their names."""
    sent = {}
    for element in app.get("bidi_component"):
        proto = element.proto
        sent[proto.component_name] = json.loads(proto.json) if proto.json else {}
    return sent


@pytest.mark.parametrize("language", LOCALES)
def test_the_runs_stay_on_the_server_until_a_line_is_drawn(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language])
    [covered] = [data for name, data in parts(app).items() if name.endswith("_drawing")]
    assert covered["answer"] is None
    assert covered["question"]["open"]
    assert len(covered["first"]) == 3
    assert not app.expander  # no formula, no limits of what nobody has seen
    place = {(app.session_state["model"], "245 runs"): LINE}
    app.session_state["guess-state-scaling-draw-ask"] = place
    app.run()
    assert not app.exception
    assert not app.error
    [shown] = [data for name, data in parts(app).items() if name.endswith("_drawing")]
    assert len(shown["answer"]["runs"]) == 245
    assert shown["settings"]["line"] == [2.0] * len(COLUMNS)
    assert len(app.expander) == 4  # sources, formula, code, limits


@pytest.mark.parametrize("language", LOCALES)
def test_every_act_has_its_pictures_and_says_what_they_show(open_app: OpenApp, language: str) -> None:
    acts = {"formula": ("curves", "runs"), "budget": ("budget",), "own": ("own",)}
    said = []
    for act, pictures in acts.items():
        app = open_app(PAGE, LOCALES[language], act=act, reveal="1")
        assert not app.exception
        assert not app.error
        shown = parts(app)
        for name in pictures:
            assert any(name in component for component in shown), (name, list(shown))
        said += notes_of(app)
    assert len(said) == 4  # runs, kaplan, budget, own
    assert any(("11%" if language == "ja" else "11\u00a0%") in note for notes in said for note in notes)


def test_no_model_is_needed(open_app: OpenApp) -> None:
    app = open_app(PAGE, reveal="1", text="", model="no such model")
    assert not app.error
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        {"way": "<b>", "steps": "-1"},
        {"act": "formula", "E": "nan", "A": "-1", "beta": "1e400", "kaplan_at": "x"},
        {"act": "budget", "budget": "99", "split": "<img>"},
        {"act": "own", "series": "../..", "floor": "$x$", "seed": "99999999999999999999999"},
    ],
)
def test_an_address_of_any_kind_is_answered(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, reveal="1", **query)
    assert not app.exception
    assert not app.error
    assert len(app.caption) >= len(query.keys() - {"act"})


@pytest.mark.parametrize(
    ("series", "floor"), [("size", "known"), ("data", "known"), ("size", "free"), ("data", "free")]
)
def test_each_law_can_be_opened_by_a_link(open_app: OpenApp, series: str, floor: str) -> None:
    app = open_app(PAGE, act="own", series=series, floor=floor, reveal="1")
    assert not app.exception
    assert not app.error
    shown = payload_of(app, "own")
    assert shown["settings"] == {"series": series, "floor": floor}
    laws = [element.value for element in app.markdown if "$L(" in element.value and "R²" in element.value]
    assert len(laws) == 4  # in the fold, whichever of them the picture shows


def test_a_run_of_ones_own_appears_on_the_picture(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = (scaling_plan.Trial(8, 2**10, 5), scaling_plan.Trial(16, 2**10, 5))
    monkeypatch.setattr("llm_viz.chapters.scaling.sections.own.short_plan", lambda seed: tiny)
    app = open_app(PAGE, act="own", reveal="1")
    app.button(key="job-start-scaling").click().run()
    job = app.session_state["job-job-of-scaling"]
    job.wait(timeout=60)
    app.run()
    assert not app.exception
    assert job.state == "done"
    assert len(payload_of(app, "own")["mine"]["trials"]) == 2


@pytest.mark.parametrize("language", LOCALES)
def test_the_largest_of_our_own_models_stays_on_the_server_until_it_is_guessed(
    open_app: OpenApp, language: str
) -> None:
    app = open_app(PAGE, LOCALES[language], act="own")
    covered = payload_of(app, "own")
    largest = max(trial.parameters for trial in scaling_plan.shipped_results().measurements)
    assert covered["question"]["open"]
    assert covered["asked"] == largest
    assert list(covered["samples"]) == ["size"]
    assert max(sample["x"] for sample in covered["samples"]["size"]) < largest
    assert not app.button or "job-start-scaling" not in [button.key for button in app.button]
    app.session_state["guess-state-scaling-guess-own"] = {(app.session_state["model"], "largest of our own"): "2810"}
    app.run()
    assert not app.exception
    shown = payload_of(app, "own")
    assert shown["guess"] == 2.81
    assert max(sample["x"] for sample in shown["samples"]["size"]) == largest
    assert app.button(key="job-start-scaling")
