"""Chapter 3 as a script: covered until guessed, both languages, errors in place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import strings
from llm_viz.engine.protocol.generation import SamplingRequest
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp, in_address
from tests.support.distributions import candidate
from tests.support.fake_engine import FakeEngine, failing

PAGE = "3_next_token"
LOCALES = {"ja": "ja-JP", "en": "en-US"}


class Engine(FakeEngine):
    """Predicts words, and also knows the chance of every token: the same for all."""

    best = " word"
    """The most probable token; others are “ worda”, “ wordb” and so on."""

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        trace = super().trace(request, check_cancelled)
        if trace.next is None or request.continuation:
            return trace
        texts = [self.best, *(f" word{chr(97 + number)}" for number in range(25))]
        best = tuple(candidate(number, text, 0.5 / 2**number) for number, text in enumerate(texts))
        return replace(trace, next=replace(trace.next, candidates=best[: request.capture.candidates]))

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
    assert charts(app) == 3
    assert len(app.info) == 4
    assert guess_buttons(app) == []


def test_a_guess_is_asked_once_and_judged_for_its_text_only(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine())
    app.button(key=guess_buttons(app)[-1]).click().run()
    first = app.session_state["text"]
    answer = strings("en")("guess-answer", answer="word")
    assert answer in [element.value for element in app.markdown]
    app.button(key="preset-next_token-grammar").click().run()
    assert charts(app) == 3
    assert guess_buttons(app) == []
    assert strings("en")("guess") not in "".join(element.value for element in app.markdown)
    app.session_state["text"] = first
    app.run()
    assert answer in [element.value for element in app.markdown]


@pytest.mark.parametrize("best", ["、", "\n", ".", "⟨E3⟩", " –", "x"])
def test_what_is_no_word_is_nothing_to_guess(open_app: OpenApp, best: str) -> None:
    engine = Engine()
    engine.best = best
    app = open_app(PAGE, engine=engine)
    assert guess_buttons(app) == []
    assert charts(app) >= 1
    assert "reveal" not in in_address(app)
    engine.best = " word"
    app.button(key="preset-next_token-grammar").click().run()
    assert len(guess_buttons(app)) == 5


@pytest.mark.parametrize(("reveal", "shown"), [("1", 3), ("0", 0), ("yes", 0)])
def test_a_link_can_open_to_the_picture(open_app: OpenApp, reveal: str, shown: int) -> None:
    app = open_app(PAGE, engine=Engine(), reveal=reveal)
    assert charts(app) == shown


def test_the_text_to_compare_with_comes_from_the_address_and_then_follows_the_sentence(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", text="I ate an", other="I drank a")
    assert app.text_input[0].value == "I drank a"
    app.button(key="preset-next_token-opposite").click().run()
    assert app.text_input[0].value == "The opposite of big is"
    for without_difference in ("The opposite of hot is", ""):  # the last picture stays, and the page says so
        app.text_input[0].set_value(without_difference).run()
        assert charts(app) == 3
        assert not app.error
        assert any("The opposite of big is" in caption.value for caption in app.caption)


def test_a_text_of_ones_own_is_never_compared_with_itself(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", text="ab cd")
    t = strings("en", "next_token")
    assert app.text_input[0].value == ""
    assert t("other-empty") in [info.value for info in app.info]
    app.button(key="next_token-other-suggest").click().run()
    assert not app.exception
    assert app.text_input[0].value == ""  # this engine's tokens are single letters: none is a word
    assert t("other-none") in [caption.value for caption in app.caption]


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


def test_the_receipt_says_why_this_token_and_not_that_one(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", text="The capital of France is")
    notes = "".join(element.value for element in app.info)
    assert r"“**t**” scores 9\.3 more than the average token" in notes
    assert r"“**i**” speaks most for it: +4\.7 in all. Layer 2 alone brings +4\.7." in notes
    compared = open_app(
        PAGE, engine=Engine(), reveal="1", text="The capital of France is", why="2", why_against="1", why_by="layer"
    )
    assert not compared.exception
    assert "“**u**” scores" in "".join(element.value for element in compared.info)
    assert in_address(compared)["why_against"] == "1"
    # Nothing is compared with itself.
    same = open_app(PAGE, engine=Engine(), reveal="1", why="2", why_against="2")
    assert not same.exception
    assert "more than the average token" in "".join(element.value for element in same.info)


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
    assert charts(app) == 3
    written = "".join(element.value for element in app.markdown)
    assert "<img" not in written.replace(r"\<", "")
