"""The drawback of the black box as a script: both languages, errors in place, hostile input."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

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
    covered, app = uncover(open_app, "blackbox", language, PronounEngine())
    assert covered == 0
    assert charts(app) > covered


def test_an_encoder_is_refused_in_place_and_the_findings_stay(open_app: OpenApp) -> None:
    check_encoder_is_refused(open_app, "blackbox", PronounEngine())


def test_an_error_of_the_engine_is_a_sentence(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "blackbox", engine=failing(EngineBusy(waiting=70)), reveal="1")
    assert "70" in app.error[0].value
    assert not app.exception


def test_what_costs_time_waits_for_its_button(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "blackbox", engine=PronounEngine(), reveal="1")
    before = charts(app)
    app.button(key="limits_blackbox-measure").click().run()
    assert charts(app) == before + 1
    app.button(key="limits_blackbox-explain").click().run()
    assert not app.exception
    assert not app.error


def test_settings_of_the_address_open_the_same_picture(open_app: OpenApp) -> None:
    app = open_drawback(
        open_app, "blackbox", engine=PronounEngine(), reveal="1", blackbox_cut="2-0", blackbox_text="a bc d"
    )
    assert [box.value for box in app.selectbox if box.key != "model"][-2:] == [2, 0]
    assert app.text_input[0].value == "a bc d"


def word(app: AppTest) -> int:
    """The position of the word that is looked at."""
    return next(int(box.value or 0) for box in app.selectbox if str(box.key).startswith("limits_blackbox-subject"))


def test_the_word_of_the_address_is_looked_at_in_its_text_only(open_app: OpenApp) -> None:
    asked = {"blackbox_text": "a bc def ghi", "blackbox_word": "2"}
    app = open_drawback(open_app, "blackbox", engine=PronounEngine(), reveal="1", **asked)
    assert word(app) == 2
    app.text_input[0].set_value("one two three four").run()
    assert not app.exception
    assert word(app) != 2


@pytest.mark.parametrize("given", ["-1", "999999", "0", "<script>", "2.5", ""])
def test_a_word_that_the_text_does_not_have_is_not_used(open_app: OpenApp, given: str) -> None:
    usual = word(open_drawback(open_app, "blackbox", engine=PronounEngine(), reveal="1"))
    app = open_drawback(open_app, "blackbox", engine=PronounEngine(), reveal="1", blackbox_word=given)
    assert not app.exception
    assert not app.error
    assert word(app) == usual
    assert any("word" in caption.value for caption in app.caption)


def test_a_hostile_address_does_no_harm(open_app: OpenApp) -> None:
    check_hostile_address(
        open_app,
        "blackbox",
        PronounEngine(),
        blackbox_cut="99-99",
        blackbox_text="<img src=x onerror=alert(1)> $y$ |" * 9,
    )


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_a_text_without_a_middle_is_explained(open_app: OpenApp, text: str) -> None:
    app = open_drawback(open_app, "blackbox", engine=PronounEngine(), reveal="1", blackbox_text=text)
    assert not app.exception
    assert len(app.error) + len(app.info) == 1
