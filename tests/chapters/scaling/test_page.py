"""Chapter 9 as a script: covered until guessed, both languages, addresses of any kind, a run of one's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.training import scaling_plan
from tests.support.app import OpenApp

PAGE = "9_scaling"
LOCALES = {"ja": "ja-JP", "en": "en-US"}


def parts(app: AppTest) -> dict[str, dict[str, Any]]:
    """The data of the page's components, by their names."""
    sent = {}
    for element in app.get("bidi_component"):
        proto = element.proto
        sent[proto.component_name] = json.loads(proto.json) if proto.json else {}
    return sent


@pytest.mark.parametrize("language", LOCALES)
def test_nothing_is_shown_before_the_guess_and_everything_after_it(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language])
    assert not any("curves" in name for name in parts(app))
    guess = next(button for button in app.button if "guess-tenfold-2" in str(button.key))
    guess.click().run()
    assert not app.exception
    assert not app.error
    shown = parts(app)
    for name in ("curves", "runs", "budget", "graph"):
        assert any(name in component for component in shown), (name, list(shown))
    assert len(app.info) == 4  # kaplan, runs, budget, own
    assert any(("11%" if language == "ja" else "11\u00a0%") in element.value for element in app.markdown)


def test_no_model_is_needed(open_app: OpenApp) -> None:
    app = open_app(PAGE, reveal="1", text="", model="no such model")
    assert not app.error
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        {"E": "nan", "A": "-1", "beta": "1e400", "budget": "99", "split": "<img>", "seed": "-1"},
        {"series": "../..", "floor": "$x$", "seed": "99999999999999999999999", "kaplan_at": "x"},
    ],
)
def test_an_address_of_any_kind_is_answered(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, reveal="1", **query)
    assert not app.exception
    assert not app.error
    assert len(app.caption) >= len(query)


@pytest.mark.parametrize(
    ("series", "floor"), [("size", "known"), ("data", "known"), ("size", "free"), ("data", "free")]
)
def test_each_law_can_be_opened_by_a_link(open_app: OpenApp, series: str, floor: str) -> None:
    app = open_app(PAGE, reveal="1", series=series, floor=floor)
    assert not app.exception
    assert not app.error
    law = next(element.value for element in app.markdown if element.value.startswith("$L("))
    assert law.startswith("$L(N)" if series == "size" else "$L(D)")


def test_a_run_of_ones_own_appears_on_the_picture(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = (scaling_plan.Trial(8, 2**10, 5), scaling_plan.Trial(16, 2**10, 5))
    monkeypatch.setattr("llm_viz.chapters.scaling.sections.own.short_plan", lambda seed: tiny)
    app = open_app(PAGE, reveal="1")
    app.button(key="job-start-scaling").click().run()
    job = app.session_state["job-job-of-scaling"]
    job.wait(timeout=60)
    app.run()
    assert not app.exception
    assert job.state == "done"
    graph = next(data for name, data in parts(app).items() if name.endswith("_graph"))
    assert len(graph["series"][-1]["points"]) == 2
    assert graph["series"][-1]["marks"] == "diamond"
