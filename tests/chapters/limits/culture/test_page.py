"""The drawback of culture as a script: both languages, errors in place, hostile input."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_covered_until_guessed(open_app: OpenApp, language: str) -> None:
    covered, app = uncover(open_app, "culture", language, PronounEngine())
    assert covered == 0
    assert charts(app) > covered


def test_an_encoder_is_refused_in_place_and_the_findings_stay(open_app: OpenApp) -> None:
    check_encoder_is_refused(open_app, "culture", PronounEngine())


def test_what_costs_time_waits_for_its_button(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "culture", engine=PronounEngine(), reveal="1")
    before = charts(app)
    app.button(key="limits_culture-draw").click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == before + 1
    app.session_state["limits_culture-seed"] = 1000
    assert not app.run().exception


def test_a_hostile_address_does_no_harm(open_app: OpenApp) -> None:
    check_hostile_address(open_app, "culture", PronounEngine(), culture_seed="1e9")
