"""Chapter 2 in both languages, on small tokenizers of three kinds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.engine.bpe import MAX_REPLAY_CHARACTERS, merge_history
from llm_viz.engine.protocol.tokens import MergeHistory, Tokenization, TokenizeRequest
from llm_viz.engine.request_limits import check_text
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, word_piece
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

LOCALE: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
READERS = {
    "gemma-3-270m": TextTokenizer(byte_fallback()),
    "smollm2-135m": TextTokenizer(byte_level()),
    "minilm-l6": TextTokenizer(word_piece()),
}


class TokenizingEngine(FakeEngine):
    """Tokenizes for real."""

    def tokenize(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> Tokenization:
        reader = READERS[request.model]
        return Tokenization(request.text, reader.read(check_text(request.text)), 330)

    def merge_history(self, request: TokenizeRequest, check_cancelled: CancelCheck = never_cancel) -> MergeHistory:
        return merge_history(READERS[request.model], request.text)


@pytest.fixture
def open_tokens(open_app: OpenApp) -> OpenApp:
    def open_(locale: str = "en-US", **query: str) -> AppTest:
        return open_app("2_tokens", locale=locale, engine=TokenizingEngine(), **({"reveal": "1"} | query))

    return open_


def component(app: AppTest, name: str) -> dict[str, Any] | None:
    """The data of the browser component of this name, if it is on the page."""
    for element in app.get("bidi_component"):
        if element.proto.component_name.endswith(name):
            data: dict[str, Any] = json.loads(element.proto.json)
            return data
    return None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["こんにちは、世界!", "𠮷野家👨‍👩‍👧", " ", "a\n\n<b>*x*", "x" * 2000])
def test_the_page_shows_text_merges_comparison_and_cost(open_tokens: OpenApp, language: Language, text: str) -> None:
    app = open_tokens(locale=LOCALE[language], text=text)
    assert not app.exception
    assert not app.error
    headers = len(app.header)
    shown = component(open_tokens(locale=LOCALE[language], text=text, show_see="true"), "token_view")
    for act, picture in (("merge", "merge_replay"), ("compare", "split_view"), ("cost", "prices")):
        other = open_tokens(locale=LOCALE[language], text=text, act=act)
        assert not other.exception
        assert not other.error
        assert component(other, picture) is not None
        assert component(other, "token_view") is None
        headers += len(other.header)
    assert headers == 4
    assert shown is not None
    drawn = "".join(group["text"] for group in shown["groups"])
    assert text.startswith(drawn)
    assert (drawn == text) == (not shown["omitted"])


def test_a_text_that_makes_no_token_at_all(open_tokens: OpenApp) -> None:
    for act in ("pieces", "compare"):
        app = open_tokens(model="minilm-l6", text=" ", act=act)
        assert not app.exception
        assert not app.error
    assert component(app, "split_view") is not None


def test_the_tokens_are_hidden_until_the_guess(open_tokens: OpenApp) -> None:
    app = open_tokens(reveal="0", text="the lower", show_see="true")
    assert component(app, "token_view") is None
    covered = component(app, "bricks")
    assert covered is not None
    assert covered["letters"] == ["t", "h", "e", "␣", "l", "o", "w", "e", "r"]
    assert (covered["pieces"], covered["joined"]) == ([], [])
    app.session_state["guess-state-tokens-guess-cuts"] = {(app.session_state["model"], "the lower"): "24"}
    app.run()
    assert component(app, "token_view") is not None
    seen = component(app, "bricks")
    assert seen is not None
    assert seen["pieces"][-1]["last"] == len(seen["letters"]) - 1
    assert seen["question"]["guess"] == "24"


def test_cuts_that_were_guessed_come_back_with_a_link(open_tokens: OpenApp) -> None:
    opened = component(open_tokens(text="the lower", **{"guess-cuts": "24"}), "bricks")
    assert opened is not None
    assert (opened["question"]["open"], opened["question"]["guess"]) == (False, "24")
    assert opened["pieces"]


def test_the_replay_takes_the_start_of_a_long_text(open_tokens: OpenApp) -> None:
    app = open_tokens(text="the " * 100, act="merge")
    replay = component(app, "merge_replay")
    assert replay is not None
    assert len(replay["start"]) == MAX_REPLAY_CHARACTERS
    assert any(str(MAX_REPLAY_CHARACTERS) in caption.value for caption in app.caption)


def test_a_tokenizer_without_merges_is_explained(open_tokens: OpenApp) -> None:
    app = open_tokens(model="minilm-l6", text="low", act="merge")
    assert component(app, "merge_replay") is None
    assert any("all-MiniLM" in info.value.replace("\\", "") for info in app.info)


def test_every_usable_tokenizer_and_ruler_has_a_row(open_tokens: OpenApp) -> None:
    comparison = component(open_tokens(model="smollm2-135m", text="今日", act="compare"), "split_view")
    assert comparison is not None
    for sample in comparison["samples"]:
        assert [row["name"] for row in sample["rows"]][1:4] == [
            "SmolLM2 135M Instruct",
            "Gemma 3 270M",
            "all-MiniLM-L6-v2",
        ]
        assert [row["kind"] for row in sample["rows"]] == ["ruler", "read", "read", "read", "plain"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_meaning_in_two_languages_stands_beside_the_visitors_text(open_tokens: OpenApp, language: Language) -> None:
    query = {"act": "compare", "sample": "hello", "counted": "40"}
    shown = component(open_tokens(locale=LOCALE[language], text="low", **query), "split_view")
    assert shown is not None
    assert shown["settings"] == {"sample": "hello", "counted": 40}
    assert ["".join(sample["characters"]) for sample in shown["samples"]] == [
        "low",
        "Hello,␣world!",
        "こんにちは、世界!",
    ]
    assert all(sample["says"] for sample in shown["samples"])
    same = component(open_tokens(locale=LOCALE[language], text="Hello, world!", **query), "split_view")
    assert same is not None
    assert [sample["key"] for sample in same["samples"]] == ["own", "article"]


def test_of_a_long_text_the_beginning_is_compared(open_tokens: OpenApp) -> None:
    shown = component(open_tokens(text="the lower " * 30, act="compare"), "split_view")
    assert shown is not None
    own = shown["samples"][0]
    assert len(own["characters"]) == 43
    assert "43" in own["says"]


def test_all_pairs_and_the_visitors_text_have_their_prices(open_tokens: OpenApp) -> None:
    shown = component(open_tokens(text="low", act="cost"), "prices")
    assert shown is not None
    assert [choice["key"] for choice in shown["choices"]][::6] == ["all", "own"]
    assert all(choice["says"] for choice in shown["choices"])
    assert any("Light travels" in text for choice in shown["choices"] for text in choice["texts"] or ())
    assert all(len(price["pairs"]) == 5 and price["own"] > 0 for price in shown["prices"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_names_the_pair_in_no_language(open_tokens: OpenApp, language: Language) -> None:
    shown = component(open_tokens(locale=LOCALE[language], text="low", act="cost", pair="science"), "prices")
    assert shown is not None
    assert shown["settings"] == {"pair": "science"}


def test_an_unknown_pair_in_the_address_is_named_and_no_error(open_tokens: OpenApp) -> None:
    app = open_tokens(text="low", act="cost", pair="zzz")
    assert not app.exception
    assert not app.error
    assert any("pair" in caption.value and "zzz" in caption.value for caption in app.caption)
    shown = component(app, "prices")
    assert shown is not None
    assert shown["settings"] == {"pair": "all"}


@pytest.mark.parametrize(("given", "expected"), [(None, 0), ("2", 2), ("-1", 0), ("99999", 0), ("x", 0)])
def test_the_replay_opens_at_the_step_that_the_address_names(
    open_tokens: OpenApp, given: str | None, expected: int
) -> None:
    query = {} if given is None else {"merge": given}
    replay = component(open_tokens(text="lower", act="merge", **query), "merge_replay")
    assert replay is not None
    assert replay["settings"] == {"step": expected}
