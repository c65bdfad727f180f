"""Chapter 3 as a script: covered until guessed, both languages, errors in place."""

from __future__ import annotations

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.engine.protocol.generation import SamplingRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine, failing

PAGE = "3_next_token"
LOCALES = {"ja": "ja-JP", "en": "en-US"}


class Engine(FakeEngine):
    """Also knows the chance of every token: the same for all."""

    def sampling_probabilities(self, request: SamplingRequest, check_cancelled: CancelCheck = never_cancel) -> Floats:
        check_cancelled()
        return np.full(2**18, 2**-18, np.float32)


@pytest.fixture(autouse=True)
def no_results_of_other_tests() -> None:
    st.cache_data.clear()


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def guess_buttons(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button if "guess-question" in str(button.key)]


@pytest.mark.parametrize("language", LOCALES)
def test_nothing_is_shown_before_the_guess_and_everything_after_it(open_app: OpenApp, language: str) -> None:
    app = open_app(PAGE, LOCALES[language], Engine())
    assert charts(app) == 0
    assert len(guess_buttons(app)) == 5
    app.button(key=guess_buttons(app)[0]).click().run()
    assert not app.exception
    assert not app.error
    assert charts(app) == 2
    assert len(app.info) == 3
    assert guess_buttons(app) == []


def test_every_text_has_a_guess_of_its_own_and_stays_uncovered(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine())
    app.button(key=guess_buttons(app)[-1]).click().run()
    first = app.session_state["text"]
    app.button(key="preset-next_token-grammar").click().run()
    assert charts(app) == 0
    assert len(guess_buttons(app)) == 5
    app.session_state["text"] = first
    app.run()
    assert charts(app) == 2


@pytest.mark.parametrize(("reveal", "shown"), [("1", 2), ("0", 0), ("yes", 0)])
def test_a_link_can_open_to_the_picture(open_app: OpenApp, reveal: str, shown: int) -> None:
    app = open_app(PAGE, engine=Engine(), reveal=reveal)
    assert charts(app) == shown


def test_the_text_to_compare_with_comes_from_the_address_and_then_follows_the_sentence(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", text="I ate an", other="I drank a")
    assert app.text_input[0].value == "I drank a"
    app.button(key="preset-next_token-opposite").click().run()
    assert app.text_input[0].value == "The opposite of big is"
    app.text_input[0].set_value("The opposite of hot is").run()
    assert charts(app) == 1
    app.text_input[0].set_value("").run()
    assert len(app.error) == 1


@pytest.mark.parametrize("query", [{"model": "minilm-l6"}, {"text": ""}, {"text": "x" * 2001}])
def test_what_cannot_be_predicted_is_explained(open_app: OpenApp, query: dict[str, str]) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", **query)
    assert not app.exception
    assert len(app.error) == 1
    assert charts(app) == 0


def test_an_error_of_the_engine_is_a_sentence(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=failing(TooManyTokens(length=2000, limit=1024)))
    assert "2000" in app.error[0].value.replace(",", "")
    assert not app.exception


HOSTILE = (
    "   ",
    "</script><img src=x onerror=alert(1)>",
    "\N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
    "a\x00\N{RIGHT-TO-LEFT OVERRIDE}b",
    "$x$ **y** |",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_text(open_app: OpenApp, text: str) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", text=text, other=text + "!")
    assert not app.exception
    assert not app.error
    assert charts(app) == 2
    written = "".join(element.value for element in app.markdown)
    assert "<img" not in written.replace(r"\<", "")
