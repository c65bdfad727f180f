"""The drawback of cost as a script."""

from __future__ import annotations

import pytest

from llm_viz.chapters.limits.cost.compute import twins
from tests.chapters.limits.support import (
    LOCALES,
    charts,
    check_setting_is_refused_quietly,
    open_drawback,
    payload,
    uncover,
)
from tests.support.app import OpenApp


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "cost", language)
    assert covered == 0
    assert charts(app) == 3
    assert len(app.info) >= 1


@pytest.mark.parametrize("language", LOCALES)
def test_the_question_names_the_first_run_and_the_picture_the_electricity_of_both(
    open_app: OpenApp, language: str
) -> None:
    picture = payload(open_drawback(open_app, "cost", language=language), "guess_rows")
    pair = twins()
    assert f"{pair['hydro_tonnes']:.0f}" in picture["question"]["text"]
    first, second = (row["detail"] for row in picture["rows"][:2])
    assert f"{pair['hydro_mwh']:.0f}" in first
    assert f"{pair['grid_mwh']:.0f}" in second


@pytest.mark.parametrize(("setting", "value"), [("class_people", "1e99"), ("class_wh", "nan")])
def test_settings_out_of_range_are_refused_quietly(open_app: OpenApp, setting: str, value: str) -> None:
    check_setting_is_refused_quietly(open_app, "cost", setting, value)
