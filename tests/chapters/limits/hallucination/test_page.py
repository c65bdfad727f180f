"""The drawback of hallucination as a script: both languages, errors in place, hostile input."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from tests.chapters.limits.support import (
    GUESSED_ON_PICTURE,
    LOCALES,
    PronounEngine,
    charts,
    check_encoder_is_refused,
    check_hostile_address,
    guess,
    open_drawback,
    payload,
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


def second(app: AppTest) -> dict[str, Any]:
    """The pile of answers beside that of the known fact."""
    found = payload(app, "piles")["piles"][1]
    assert isinstance(found, dict)
    return found


def test_the_second_pile_is_of_the_question_that_the_address_names(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine(), reveal="1", hallucination_asked="trap")
    assert "Australia" in second(app)["asked"]
    assert "Canberra" in second(app)["known"]
    own = {"hallucination_asked": "own", "hallucination_title": "The Long Rain"}
    app = open_drawback(open_app, "hallucination", engine=PronounEngine(), reveal="1", **own)
    assert "The Long Rain" in second(app)["asked"]
    assert [offer["key"] for offer in payload(app, "piles")["choice"]["offered"]][-1] == "own"


@pytest.mark.parametrize("given", ["nonsense", "own", "fact", "<script>", ""])
def test_a_question_that_is_not_offered_is_not_asked(open_app: OpenApp, given: str) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine(), reveal="1", hallucination_asked=given)
    assert not app.exception
    assert not app.error
    assert "Velmora" in second(app)["asked"]
    assert any("asked" in caption.value for caption in app.caption)


def test_no_other_question_is_answered_before_the_guess(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine(), hallucination_asked="trap")
    assert payload(app, "piles")["choice"] is None
    assert second(app)["rows"] == []
    assert "Velmora" in second(app)["asked"]


def test_a_guess_is_a_ghost_beside_the_answers_that_it_was_about(open_app: OpenApp) -> None:
    app = open_drawback(open_app, "hallucination", engine=PronounEngine())
    guess(app, "hallucination")
    assert payload(app, "piles")["guess"] == GUESSED_ON_PICTURE
    app.session_state["limits_hallucination-asked"] = "country"
    app.run()
    assert payload(app, "piles")["guess"] is None


def test_a_hostile_address_does_no_harm(open_app: OpenApp) -> None:
    check_hostile_address(
        open_app,
        "hallucination",
        PronounEngine(),
        hallucination_seed="-1",
        hallucination_title="</script><img src=x>|$x$ " * 9,
    )
