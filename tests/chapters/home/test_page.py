"""Home as a script: the river in both languages, what it asks for, and errors in place."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import TooManyTokens
from llm_viz.base.i18n import strings
from llm_viz.chapters import chapters
from llm_viz.chapters.home.parts.river import Wish, wish
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine, failing


def river(app: AppTest) -> dict[str, Any]:
    """What the browser part of the river gets."""
    (found,) = (part.proto for part in app.get("bidi_component") if part.proto.component_name.endswith("_river"))
    payload: dict[str, Any] = json.loads(found.json)
    return payload


def ask(app: AppTest, **wanted: Any) -> dict[str, Any]:
    """What the river gets after it has asked for this."""
    app.session_state["river-wish"] = Wish(**wanted)
    return river(app.run())


@pytest.mark.parametrize(("language", "locale"), [("en", "en-US"), ("ja", "ja-JP")])
def test_the_river_comes_first_then_every_chapter_with_its_question(
    open_app: OpenApp, language: str, locale: str
) -> None:
    app = open_app(locale=locale)
    payload = river(app)
    assert payload["live"]["text"] == app.session_state["text"]
    assert payload["live"]["forks"][-1]["taken"] == -1
    assert len(payload["kept"]) >= 2
    assert len(json.dumps(payload)) < 300_000
    assert [mark for mark in payload["words"].values() if mark == ""] == []
    shown = [text.value for text in app.markdown]
    for chapter in chapters()[1:]:
        assert strings("ja" if language == "ja" else "en", chapter.name)("question") in shown
    assert not app.exception


def test_a_branch_that_is_taken_becomes_the_way_and_what_follows_is_written(open_app: OpenApp) -> None:
    app = open_app(text="ab")
    payload = ask(app, number=1, kind="take", text="ab", path=(ord("d"),))
    assert payload["answered"] == 1
    assert payload["live"]["path"] == [ord("d")]
    assert [fork["taken"] for fork in payload["live"]["forks"][:2]] == [1, 0]
    assert river(app.run())["live"]["path"] == [ord("d")]  # and stays so


def test_a_cut_says_what_the_model_gives_without_it(open_app: OpenApp) -> None:
    app = open_app(text="ab")
    payload = ask(app, number=2, kind="cut", text="ab", path=(), target=ord("c"), layer=2, source=0, head=1)
    cut = payload["cut"]
    assert cut["head"] == 1
    shares = cut["shares"]
    whole = shares["start"] + shares["rest"] + sum(shares["attention"]) + sum(shares["mlp"])
    assert whole == pytest.approx(shares["score"], abs=0.01)
    assert (cut["layer"], cut["source"], cut["at"]) == (2, 0, 0)
    assert len(cut["probabilities"]) == 6
    assert river(app.run())["cut"] is None


def test_another_sentence_becomes_that_of_the_whole_app(open_app: OpenApp) -> None:
    app = open_app(text="ab")
    payload = ask(app, number=3, kind="read", text="xyz", path=())
    assert app.session_state["text"] == "xyz"
    assert payload["live"]["text"] == "xyz"
    assert payload["answered"] == 3


def test_what_goes_wrong_is_said_and_the_river_stays(open_app: OpenApp) -> None:
    engine = FakeEngine()
    app = open_app(text="ab", engine=engine)
    engine.failure = TooManyTokens(length=9, limit=8)
    payload = ask(app, number=4, kind="cut", text="ab", path=(), target=ord("c"), layer=2, source=0)
    assert payload["problem"] == TooManyTokens(length=9, limit=8).sentence("en")
    assert payload["answered"] == 4
    assert payload["live"]["text"] == "ab"


def test_kept_rivers_are_shown_as_long_as_the_model_has_not_answered(open_app: OpenApp) -> None:
    engine = failing(TooManyTokens(length=9, limit=8))
    engine.unloaded.add("smollm2-135m")
    app = open_app(engine=engine, text="not kept")
    payload = river(app)
    assert payload["live"] is None
    assert payload["text"] == "not kept"
    assert all(line["kept"] for line in payload["kept"])
    reason = TooManyTokens(length=9, limit=8).sentence("en")
    assert payload["failure"] == strings("en", "home")("river-failed", reason=reason)
    assert list(app.error) == []  # the picture says it
    assert strings("en", "tokens")("question") in [text.value for text in app.markdown]
    assert river(app.run())["failure"] == payload["failure"]  # and goes on to say it
    engine.failure = None
    live = river(app.run())
    assert live["live"]["text"] == "not kept"
    assert live["failure"] == ""


def test_a_question_that_a_failed_model_cannot_answer_leaves_the_kept_rivers(open_app: OpenApp) -> None:
    engine = failing(TooManyTokens(length=9, limit=8))
    engine.unloaded.add("smollm2-135m")
    app = open_app(engine=engine, text="not kept")
    payload = ask(app, number=1, kind="take", text="not kept", path=(ord("v"),))
    assert payload["answered"] == 1
    assert payload["kept"]
    assert payload["failure"]
    assert list(app.error) == []
    engine.failure = None
    assert river(app.run())["live"]["path"] == [ord("v")]


@pytest.mark.crashes
def test_what_is_no_error_of_the_app_is_said_in_the_visitors_language_and_logged(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the weights do not fit")

    engine = FakeEngine()
    engine.unloaded.add("gemma-3-270m")
    monkeypatch.setattr(engine, "generate", broken)
    app = open_app(engine=engine, locale="ja-JP", text="not kept")
    payload = river(app)
    assert strings("ja")("error-unexpected") in payload["failure"]
    assert payload["kept"]
    assert "the weights do not fit" in caplog.text
    assert not app.exception


@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
def test_the_default_sentence_is_kept_first(open_app: OpenApp, locale: str) -> None:
    """Where it is not: `python -m llm_viz rivers --write`."""
    engine = failing(TooManyTokens(length=9, limit=8))
    app = open_app(engine=engine, locale=locale)
    payload = river(app)
    assert payload["live"] is None
    assert payload["kept"][0]["text"] == payload["text"]
    engine.failure = None
    live = river(app.run())["live"]
    assert live["key"] == payload["kept"][0]["key"]  # so that the picture goes on where it is
    assert not live["kept"]


def test_signs_are_left_out_when_the_visitor_wants_that(open_app: OpenApp) -> None:
    app = open_app(text="a9")
    payload = ask(app, number=1, kind="words", text="a9", path=())
    assert payload["words_only"]
    assert payload["answered"] == 1
    assert all(branch["label"].isalnum() for fork in payload["live"]["forks"] for branch in fork["branches"])
    assert river(app.run())["words_only"]
    assert not ask(app, number=2, kind="all", text="a9", path=())["words_only"]
    assert river(open_app(text="a9", words="1"))["words_only"]


def test_without_any_answer_the_picture_says_why_and_the_chapters_stand_below(open_app: OpenApp) -> None:
    app = open_app(engine=failing(TooManyTokens(length=9, limit=8)), text="not kept")
    payload = river(app)
    assert TooManyTokens(length=9, limit=8).sentence("en") in payload["failure"]
    assert payload["live"] is None
    assert payload["kept"]
    assert strings("en", "tokens")("question") in [text.value for text in app.markdown]


GOOD = {"number": 1, "kind": "cut", "text": "a", "path": [1], "target": 2, "layer": 3, "source": 0}


@pytest.mark.parametrize(
    "asked",
    [None, {}, "x", {**GOOD, "kind": "steal"}, {**GOOD, "path": ["1"]}, {**GOOD, "path": 3}, {**GOOD, "layer": -1},
     {**GOOD, "text": 5}, {**GOOD, "more": 1}, {**GOOD, "target": True}],
)  # fmt: skip
def test_what_nobody_could_ask_is_not_answered(monkeypatch: pytest.MonkeyPatch, asked: object) -> None:
    class Part:
        ask = asked

    monkeypatch.setattr(st, "session_state", {"river": Part})
    assert wish() is None
    monkeypatch.setattr(Part, "ask", GOOD)
    assert wish() == Wish(1, "cut", "a", (1,), 2, 3, 0)
