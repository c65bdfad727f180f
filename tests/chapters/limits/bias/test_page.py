"""The drawback of bias as a script: both languages, errors in place, hostile input."""

from __future__ import annotations

import pytest

from tests.chapters.limits.support import (
    LOCALES,
    DrawingEngine,
    PronounEngine,
    charts,
    check_encoder_is_refused,
    check_hostile_address,
    open_drawback,
    uncover,
)
from tests.support.app import OpenApp


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "bias", language, PronounEngine())
    assert covered == 0
    assert charts(app) == 2


def test_an_encoder_is_refused_in_place_and_the_findings_stay(open_app: OpenApp) -> None:
    check_encoder_is_refused(open_app, "bias", PronounEngine())


def test_pronouns_without_a_token_are_said_to_be_so(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "bias", engine=DrawingEngine(), reveal="1")
    assert not app.error
    assert "SmolLM2" in app.info[0].value
    assert charts(app) == 1


def test_settings_of_the_address_open_the_same_picture(open_app: OpenApp) -> None:
    settings = {"bias_language": "ja", "bias_view": "raw", "bias_word": "pilot", "bias_category": "religion"}
    app = open_drawback(open_app, "bias", engine=PronounEngine(), reveal="1", **settings)
    assert app.session_state["limits_bias-language-en"] == "ja"
    assert app.session_state["limits_bias-view"] == "raw"
    assert app.session_state["limits_bias-category"] == "religion"
    assert app.text_input[0].value == "pilot"


def test_a_hostile_address_does_no_harm(open_app: OpenApp) -> None:
    check_hostile_address(
        open_app,
        "bias",
        PronounEngine(),
        bias_view="<b>",
        bias_language="xx",
        bias_category="age",
        bias_word="a\x00\N{RIGHT-TO-LEFT OVERRIDE}|" * 20,
    )
