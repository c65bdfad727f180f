"""The drawback of hallucination as a script: both languages, errors in place, hostile input."""

from __future__ import annotations

import pytest

from llm_viz.base.errors import EngineBusy
from tests.chapters.limits.support import (
    LOCALES,
    PronounEngine,
    charts,
    check_encoder_is_refused,
    check_hostile_address,
    open_drawback,
    uncover,
)
from tests.support.app import OpenApp
from tests.support.fake_engine import failing


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "hallucination", language, PronounEngine())
    assert covered == 0
    assert charts(app) > covered


def test_an_encoder_is_refused_in_place_and_the_findings_stay(open_app: OpenApp) -> None:
    check_encoder_is_refused(open_app, "hallucination", PronounEngine())


def test_an_error_of_the_engine_is_a_sentence(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=failing(EngineBusy(waiting=70)), reveal="1")
    assert "70" in app.error[0].value
    assert not app.exception


def test_settings_of_the_address_open_the_same_picture(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine(), reveal="1", hallucination_seed="3000")
    assert app.number_input[0].value == 3000


def test_a_hostile_address_does_no_harm(open_app: OpenApp) -> None:
    check_hostile_address(
        open_app,
        "hallucination",
        PronounEngine(),
        hallucination_seed="-1",
        hallucination_title="</script><img src=x>|$x$ " * 9,
    )
