"""A thousand words of GPT-3's text: squares that add up, and an answer that is kept until somebody guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.learning.compute.data import GUESSES, WORDS, of_a_thousand, shown_shares
from llm_viz.facts.languages import gpt3_languages
from tests.chapters.learning.test_page import PAGE, picture
from tests.support.app import OpenApp


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20))
def test_squares_add_up_and_none_is_off_by_one(weights: list[float]) -> None:
    total = sum(weights) + 1
    shares = [weight / total for weight in weights]
    squares = of_a_thousand(shares)
    assert sum(squares) == WORDS
    exact = [*shares, 1 - sum(shares)]
    assert all(abs(count - WORDS * share) < 1 for count, share in zip(squares, exact, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_english_is_there_before_the_guess(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, language, act="data")
    before = picture(app, "thousand")
    assert before["question"]["options"] == [str(words) for words in GUESSES]
    assert [spoken["code"] for spoken in before["languages"]] == ["en"]
    assert before["others"] == 0
    app.session_state["guess-state-learning-guess-thousand"] = {(app.session_state["model"], "words"): "20"}
    app.run()
    assert not app.exception
    after = picture(app, "thousand")
    assert after["question"]["guess"] == "20"
    assert [spoken["code"] for spoken in after["languages"]] == [share.code for share in shown_shares(gpt3_languages())]
    by_code = {spoken["code"]: spoken for spoken in after["languages"]}
    assert by_code["ja"]["squares"] in GUESSES
    assert by_code["ko"]["squares"] == 0
    assert by_code["ja"]["name"] == strings(language, "learning")("language-ja")


def test_a_link_opens_with_its_language(open_app: OpenApp) -> None:
    assert picture(open_app(PAGE, "en", act="data", words="ko", reveal="1"), "thousand")["settings"] == {"words": "ko"}
    app = open_app(PAGE, "en", act="data", words="klingon", reveal="1")
    assert picture(app, "thousand")["settings"] == {"words": "ja"}
    assert "klingon" in " ".join(element.value for element in (*app.warning, *app.caption, *app.info))
