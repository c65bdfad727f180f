"""What the shell promises every chapter, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.request_limits import KEPT_CHARACTERS, MAX_CHARACTERS
from llm_viz.kit.shell.opening import DEFAULT_TEXT
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine, failing

LOCALES: dict[Language, str] = {"ja": "ja-JP", "en": "en-GB"}


def shown(app: AppTest) -> str:
    """All text of the page."""
    return "\n".join(f"{getattr(element, 'label', '')} {getattr(element, 'value', '')}" for element in app.main)


def errors(app: AppTest) -> list[str]:
    assert not app.exception
    return [error.value for error in app.error]


def state(app: AppTest) -> tuple[str, str, str]:
    return app.session_state["lang"], app.session_state["model"], app.session_state["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_language_decides_what_is_shown_first(open_app: OpenApp, language: Language) -> None:
    app = open_app(locale=LOCALES[language])
    model = {"ja": "gemma-3-270m", "en": "smollm2-135m"}[language]
    assert state(app) == (language, model, DEFAULT_TEXT[language])
    assert app.title[0].value == strings(language, "home")("question")
    assert not errors(app)


def test_the_address_decides_over_the_browser(open_app: OpenApp) -> None:
    engine = FakeEngine()
    app = open_app(locale="ja-JP", engine=engine, lang="en", model="gemma-3-270m", text="Hello\nworld")
    assert state(app) == ("en", "gemma-3-270m", "Hello\nworld")
    assert engine.traced[0].text == "Hello\nworld"


@pytest.mark.parametrize(
    ("query", "allowed"), [({"lang": "xx"}, "ja"), ({"model": "../../etc"}, "gemma"), ({"text": "\ufffd"}, "UTF")]
)
def test_what_the_address_cannot_have_is_named_and_replaced(
    open_app: OpenApp, query: dict[str, str], allowed: str
) -> None:
    app = open_app(**query)
    assert state(app) == ("en", "smollm2-135m", DEFAULT_TEXT["en"])
    (notice,) = (caption.value for caption in app.main.caption if next(iter(query)) in caption.value)
    assert allowed in notice
    assert not errors(app)


def test_markup_in_the_address_is_shown_as_text(open_app: OpenApp) -> None:
    app = open_app(model="<b>[x](https://example.org)")
    (notice,) = (caption.value for caption in app.main.caption if "model" in caption.value)
    assert r"\<b\>\[x\]\(https\:" in notice


def test_signs_in_the_address_that_would_turn_the_notice_or_cannot_be_seen_are_spelled_out(open_app: OpenApp) -> None:
    app = open_app(model="a\u202eb\u200b \ufffd")
    (notice,) = (caption.value for caption in app.main.caption if "model" in caption.value)
    assert "“a⟨202E⟩b\u200b ⟨FFFD⟩”" in notice


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_is_too_long_is_kept_and_explained(open_app: OpenApp, language: Language) -> None:
    text = "x" * (MAX_CHARACTERS + 1)
    app = open_app(lang=language, text=text)
    (explanation,) = errors(app)
    assert "2,001" in explanation
    assert "2,000" in explanation
    assert app.session_state["text"] == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_token_left_out_after_every_text_is_named(open_app: OpenApp, language: Language) -> None:
    class Closing(FakeEngine):
        def facts(self, *request: Any) -> ModelFacts:
            return replace(super().facts(*request), left_out=("</s>",))

    note = strings(language)("closing-left-out", tokens=r"\<\/s\>")
    assert note in [caption.value for caption in open_app(lang=language, engine=Closing()).caption]
    assert note not in [caption.value for caption in open_app(lang=language).caption]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_an_endless_text_the_beginning_is_kept_and_the_visitor_is_told(
    open_app: OpenApp, language: Language
) -> None:
    app = open_app(lang=language, text="x" * 300_000)
    assert app.session_state["text"] == "x" * KEPT_CHARACTERS
    told = strings(language)("sentence-cut", limit=KEPT_CHARACTERS)
    assert told in shown(app)
    parts = {element.proto.component_name: element.proto.json for element in app.get("bidi_component")}
    payload = json.loads(parts["llm_viz_sentence"])
    assert (len(payload["text"]), payload["kept"]) == (KEPT_CHARACTERS, KEPT_CHARACTERS)
    rail = json.loads(parts["llm_viz_rail"])
    assert rail["address"]["text"] is None, "no server takes an address of that length"
    app.run()
    assert told not in shown(app)


def test_an_empty_sentence_is_explained(open_app: OpenApp) -> None:
    assert errors(open_app(lang="en", text="")) == [strings("en")("error-empty-text")]


def test_a_new_language_brings_its_sentence_and_model(open_app: OpenApp) -> None:
    app = open_app(lang="en")
    app.button_group(key="lang").set_value("ja").run()
    assert state(app) == ("ja", "gemma-3-270m", DEFAULT_TEXT["ja"])


def test_a_chapter_may_begin_with_a_sentence_of_its_own(open_app: OpenApp) -> None:
    opening = next(chapter.about.opening for chapter in chapters() if chapter.name == "generation")
    app = open_app("4_generation", lang="en")
    assert app.session_state["text"] == opening["en"]
    app.button_group(key="lang").set_value("ja").run()
    assert app.session_state["text"] == opening["ja"]
    app.switch_page("../pages/5_sampling.py").run()
    assert app.session_state["text"] == DEFAULT_TEXT["ja"]
    app.switch_page("../pages/4_generation.py").run()
    assert app.session_state["text"] == opening["ja"]
    app.session_state["text"] = DEFAULT_TEXT["ja"]  # typed, in this chapter
    assert app.run().session_state["text"] == DEFAULT_TEXT["ja"]


def test_a_sentence_of_the_address_or_the_visitor_stays_in_every_chapter(open_app: OpenApp) -> None:
    assert open_app("4_generation", lang="en", text=DEFAULT_TEXT["en"]).session_state["text"] == DEFAULT_TEXT["en"]
    app = open_app("4_generation", lang="en", text="My own")
    app.switch_page("../pages/5_sampling.py").run()
    app.switch_page("../pages/4_generation.py").run()
    assert app.session_state["text"] == "My own"


def test_a_new_language_leaves_the_visitors_own_choices(open_app: OpenApp) -> None:
    app = open_app(lang="en", text="My own")
    app.selectbox(key="model").set_value("minilm-l6").run()
    app.button_group(key="lang").set_value("ja").run()
    assert state(app) == ("ja", "minilm-l6", "My own")


def test_models_that_cannot_be_used_are_listed_with_the_reason(open_app: OpenApp) -> None:
    app = open_app(lang="en")
    options = app.selectbox(key="model").options
    assert len(options) == 4
    assert any("not prepared yet" in option for option in options)
    app.selectbox(key="model").set_value("later").run()
    assert errors(app) == [strings("en")("error-model-not-prepared", model="later")]


def test_an_encoder_gets_an_explanation_instead_of_a_prediction(open_app: OpenApp) -> None:
    (explanation,) = errors(open_app("4_generation", lang="en", model="minilm-l6", reveal="1"))
    assert "does not predict" in explanation


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expected_error_becomes_a_sentence_and_the_page_goes_on(open_app: OpenApp, language: Language) -> None:
    engine = failing(TooManyTokens(length=3000, limit=1024))
    app = open_app("3_next_token", lang=language, engine=engine, reveal="1")
    assert errors(app) == [strings(language)("error-too-many-tokens", length=3000, limit=1024)]
    assert strings(language)("limits") in shown(app)


@pytest.mark.crashes
def test_an_unexpected_error_becomes_a_sentence_and_goes_to_the_log(
    open_app: OpenApp, caplog: pytest.LogCaptureFixture
) -> None:
    app = open_app("3_next_token", lang="en", engine=failing(ValueError("the secret of the server")), reveal="1")
    assert errors(app) == [strings("en")("error-unexpected")]
    assert "secret" not in shown(app)
    assert "the secret of the server" in caplog.text


@pytest.mark.crashes
def test_an_error_outside_all_sections_is_a_sentence_too(caplog: pytest.LogCaptureFixture) -> None:
    def script() -> None:
        import streamlit as st

        from llm_viz.kit.shell.server.start import explain

        st.session_state["lang"] = "ja"
        st.session_state["handled"] = explain(RuntimeError("the secret of the server"))

    app = AppTest.from_function(script, default_timeout=60).run()
    assert errors(app) == [strings("ja")("error-unexpected")]
    assert app.session_state["handled"] is True
    assert "the secret of the server" in caplog.text


REACHED: list[str] = []


def test_the_checkpoint_ends_a_run_that_is_no_longer_wanted() -> None:
    def script() -> None:
        from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

        from llm_viz.kit.visit import check_cancelled
        from tests.kit.test_shell import REACHED

        check_cancelled()
        REACHED.append("wanted")
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        context.script_requests.request_stop()
        check_cancelled()
        REACHED.append("abandoned")

    REACHED.clear()
    AppTest.from_function(script, default_timeout=60).run()
    assert REACHED == ["wanted"]
