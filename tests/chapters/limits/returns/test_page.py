"""The drawback of diminishing returns as a script."""

from __future__ import annotations

import pytest

from llm_viz.chapters.limits.returns.compute import ASKED
from tests.chapters.limits.support import (
    LOCALES,
    charts,
    check_setting_is_refused_quietly,
    guess,
    open_drawback,
    payload,
    uncover,
)
from tests.support.app import OpenApp


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "returns", language)
    assert covered == 0
    assert charts(app) == 1
    assert len(app.info) >= 1


@pytest.mark.parametrize("language", LOCALES)
def test_the_browser_does_not_know_what_the_next_door_costs_before_the_guess(open_app: OpenApp, language: str) -> None:
    app = open_drawback(open_app, "returns", language=language)
    asked = payload(app, "doors")
    assert asked["question"]["open"]
    assert asked["curve"] is None
    assert min(step["doors"] for step in asked["steps"]) == ASKED + 1
    guess(app, "returns", "20000")
    shown = payload(app, "doors")
    assert shown["question"]["guess"] == "20000"
    assert min(step["doors"] for step in shown["steps"]) < ASKED
    assert shown["curve"]["doors"][shown["settings"]["place"]] == pytest.approx(ASKED, abs=0.1)
    assert shown["says"] != asked["says"]


@pytest.mark.parametrize(("setting", "value"), [("ways_at", "-1"), ("doors_place", "9999")])
def test_settings_out_of_range_are_refused_quietly(open_app: OpenApp, setting: str, value: str) -> None:
    check_setting_is_refused_quietly(open_app, "returns", setting, value)
