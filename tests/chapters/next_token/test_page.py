"""Chapter 3 as a script: covered until guessed, both languages, errors in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import strings
from llm_viz.engine.protocol.generation import SamplingRequest
from llm_viz.engine.protocol.tokens import Token, Tokenization, TokenizeRequest
from llm_viz.engine.protocol.tracing import Trace, TraceRequest
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp, in_address, payload_of
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
        return np.full(len(request.ids), 2**-18, np.float32)


@pytest.fixture(autouse=True)
def no_results_of_other_tests() -> None:
    st.cache_data.clear()


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def cards(app: AppTest) -> dict[str, Any]:
    return payload_of(app, "cards")


def is_covered(app: AppTest) -> bool:
    """Whether the cards lie face down; then no word of the answer is on the page but among the candidates."""
    shown = cards(app)
    labels = {token["label"] for token in shown["tokens"]}
    assert (labels == {""}) == shown["question"]["open"]
    return bool(shown["question"]["open"])


def guess(app: AppTest, choice: str | None) -> None:
    """Answer as the picture does (`tests/kit/test_question.py`)."""
    subject = app.session_state["model"], app.session_state["text"]
    app.session_state["guess-state-next_token-guess-question"] = {subject: choice}
    app.run()


@pytest.mark.parametrize("language", LOCALES)
def test_nothing_is_shown_before_the_guess_and_everything_after_it(open_app: OpenApp, language: str) -> None:
    folds = {"show_distribution": "true", "show_why": "true"}
    app = open_app(PAGE, LOCALES[language], Engine(), **folds)
    assert charts(app) == 0
    assert is_covered(app)
    asked = cards(app)["question"]
    assert len(asked["options"]) == 4
    assert asked["own"]
    guess(app, asked["options"][0])
    assert not app.exception
    assert not app.error
    assert not is_covered(app)
    assert {token["label"] for token in cards(app)["tokens"]} == {"word", "worda", "wordb", "wordc", "wordd"}
    assert cards(app)["ghost"]["label"] == asked["options"][0]
    assert charts(app) == 2
    assert len(app.info) == 2
    swap = open_app(PAGE, LOCALES[language], Engine(), act="swap")
    assert (charts(swap), len(swap.info)) == (1, 1)
    layers = open_app(PAGE, LOCALES[language], Engine(), act="layers")
    assert payload_of(layers, "layers")["settings"] == {"layer": -1}
    assert (charts(layers), len(layers.info)) == (0, 0)  # what there is to see is said by the picture itself
    assert not any(table.proto.component_name.endswith("lens_table") for table in layers.get("bidi_component"))
    assert not swap.exception
    assert not layers.exception


def test_folded_sections_compute_nothing(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1")
    assert charts(app) == 0
    assert not app.info


def test_a_guess_is_asked_once_and_judged_for_its_text_only(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine())
    assert is_covered(app)
    guess(app, "worda")
    first, verdict = app.session_state["text"], cards(app)["says"]
    assert "worda" in verdict
    app.button(key="preset-next_token-grammar").click().run()
    assert not is_covered(app)
    assert cards(app)["ghost"] is None
    assert "worda" not in cards(app)["says"]
    app.session_state["text"] = first
    app.run()
    assert cards(app)["says"] == verdict
    assert cards(app)["ghost"]["label"] == "worda"


def test_what_is_no_word_is_nothing_to_guess(open_app: OpenApp) -> None:
    engine = Engine()
    engine.best = "、"
    app = open_app(PAGE, engine=engine)
    assert not is_covered(app)
    assert "reveal" not in in_address(app)
    for best in ("\n", ".", "⟨E3⟩", " –", "x"):
        engine.best = best
        app.session_state["text"] = f"Before {best}"
        app.run()
        assert not is_covered(app), best
    engine.best = " word"
    app.button(key="preset-next_token-grammar").click().run()
    assert is_covered(app)
    assert len(cards(app)["question"]["options"]) == 4


def test_the_articles_figures_stand_above_what_the_model_says(open_app: OpenApp) -> None:
    class WithWords(Engine):
        """Reads each of the article's words as one token."""

        def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
            words = {"学校": 101, "映画": 102, "図書館": 103}
            if request.text not in words:
                return super().tokenize(request, check_cancelled)
            text = request.text
            return Tokenization(text, (Token(0, words[text], text, text.encode(), 0, len(text), "text"),), 2**18)

    app = open_app(PAGE, "ja-JP", WithWords(), reveal="1", text="私は今日")
    shown = cards(app)
    assert shown["before"] == [101, 102, 103, ord("家")]  # this engine reads every single character as a token
    assert {token["label"]: token["was"] for token in shown["tokens"][:3]} == {"学校": 0.4, "映画": 0.25, "図書館": 0.2}
    assert {token["was"] for token in shown["tokens"][4:]} == {None}
    assert "40%" in shown["says"]


def test_a_tapped_word_is_exchanged_in_place(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="swap", text="The baby drinks warm")
    assert cards(app)["text"] == "The vampire drinks warm"
    assert cards(app)["before_name"] == "before: baby"
    assert cards(app)["exchanges"]
    app.session_state["next_token-tapped"] = (4, 11)
    app.run()
    offered = cards(app)["other_words"]
    assert (offered["start"], offered["end"]) == (4, 11)
    app.session_state["next_token-other"] = "The \N{MAN} drinks warm"
    app.session_state["next_token-tapped"] = (4, 6)  # JavaScript counts this sign as two
    app.run()
    assert not app.exception
    assert cards(app)["other_words"]["end"] == 6


def test_the_text_to_compare_with_is_found_again(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="swap")
    app.text_input(key="next_token-other").set_value("The capital of Spain is").run()
    app.query_params.clear()  # as Streamlit does on a change of page
    app.switch_page("../pages/0_home.py").run()
    app.switch_page(f"../pages/{PAGE}.py").run()
    assert not app.exception
    assert app.segmented_control(key="act-next_token").value == "swap"
    assert app.text_input(key="next_token-other").value == "The capital of Spain is"


@pytest.mark.parametrize(("reveal", "shown"), [("1", 2), ("0", 0), ("yes", 0)])
def test_a_link_can_open_to_the_picture(open_app: OpenApp, reveal: str, shown: int) -> None:
    app = open_app(PAGE, engine=Engine(), reveal=reveal, show_distribution="true", show_why="true")
    assert charts(app) == shown
    assert is_covered(app) == (shown == 0)


def test_the_text_to_compare_with_comes_from_the_address_and_then_follows_the_sentence(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="swap", text="I ate an", other="I drank a")
    assert app.text_input[0].value == "I drank a"
    app.button(key="preset-next_token-opposite").click().run()
    assert app.text_input[0].value == "The opposite of big is"
    for without_difference in ("The opposite of hot is", ""):  # the last picture stays, and the page says so
        app.text_input[0].set_value(without_difference).run()
        assert charts(app) == 1
        assert cards(app)["text"] == "The opposite of big is"
        assert not app.error
        assert any("The opposite of big is" in caption.value for caption in app.caption)


def test_a_text_of_ones_own_is_never_compared_with_itself(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), act="swap", text="ab cd")
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
    app = open_app(PAGE, engine=Engine(), reveal="1", show_why="true", text="The capital of France is")
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
    "</script><img src=x onerror=alert(1)> $x$ **y** | \N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL} "
    "a\x00\N{RIGHT-TO-LEFT OVERRIDE}b",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_text(open_app: OpenApp, text: str) -> None:
    folds = {"show_distribution": "true", "show_why": "true"}
    for act, drawn in (("cards", 2), ("swap", 1), ("layers", 0)):
        app = open_app(PAGE, engine=Engine(), reveal="1", act=act, text=text, other=text + "!", **folds)
        assert not app.exception
        assert not app.error
        assert charts(app) == drawn
        written = "".join(element.value for element in app.markdown)
        assert "<img" not in written.replace(r"\<", "")
