"""While a model is being loaded, pages show what it said before, and say so; then what it says now."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import ModelBroken
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters import chapters
from llm_viz.cluster.kept import RecordingEngine, write_answers
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.shell import kept
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

MODELS = ("smollm2-135m", "gemma-3-270m")
WAITING = [chapter.door.stem for chapter in chapters() if chapter.about.waits_for_model]


class Asleep(FakeEngine):
    """Its models are not there before somebody has asked for their facts; `asked`: how often that was."""

    def __init__(self) -> None:
        super().__init__()
        self.unloaded = set(MODELS)
        self.asked = 0

    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        self.asked += 1
        return super().facts(model, check_cancelled)


class Broken(Asleep):
    def facts(self, model: str, check_cancelled: CancelCheck = never_cancel) -> ModelFacts:
        self.asked += 1
        raise ModelBroken(model=model, file="weights")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the answers lie in this test; nobody has read them yet."""
    monkeypatch.setattr(kept, "kept_file", lambda language: tmp_path / language)
    kept._answers.cache_clear()
    st.cache_data.clear()
    return tmp_path


def keep(open_app: OpenApp, folder: Path, door: str, language: Language) -> list[str]:
    """Keep what a page asks; the parts that it shows."""
    engine = RecordingEngine(FakeEngine())
    shown = parts_of(open_app(door, engine=engine, lang=language))
    write_answers(folder / language, engine.answers)
    return shown


def parts_of(app: AppTest) -> list[str]:
    """The names of all browser parts on the page."""
    assert not app.exception
    assert not app.error
    return [element.proto.component_name for element in app.get("bidi_component")]


def says_so(app: AppTest, language: Language) -> bool:
    return any(strings(language)("kept-meanwhile") in element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("door", WAITING)
def test_a_page_whose_model_does_not_wake_shows_all_that_it_shows_with_it(
    open_app: OpenApp, file: Path, door: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = keep(open_app, file, door, language)
    engine = Asleep()
    with monkeypatch.context() as patch:
        patch.setattr(kept, "wake", lambda running: None)  # for as long as the visitor looks
        app = open_app(door, engine=engine, lang=language)
        assert parts_of(app) == parts
        assert says_so(app, language)
        assert engine.asked == 0
    app.run()
    assert parts_of(app) == parts
    assert not says_so(app, language)
    assert engine.is_loaded(app.session_state["model"])


def test_another_sentence_and_what_was_not_kept_wait_for_the_model(open_app: OpenApp, file: Path) -> None:
    keep(open_app, file, "3_next_token", "en")
    engine = Asleep()
    app = open_app("3_next_token", engine=engine, lang="en", text="Another sentence")
    assert parts_of(app)
    assert {request.text for request in engine.traced} >= {"Another sentence"}
    engine = Asleep()
    assert parts_of(open_app("3_next_token", engine=engine, lang="en", act="whatif"))
    assert engine.traced


def test_a_model_that_fails_is_told_of_and_not_waited_for_again(open_app: OpenApp, file: Path) -> None:
    keep(open_app, file, "5_sampling", "en")
    engine = Broken()
    app = open_app("5_sampling", engine=engine, lang="en")
    [error] = app.error
    assert "is damaged (weights)" in error.value
    assert not says_so(app, "en")
    assert engine.asked == 2


def test_a_page_that_asks_no_model_has_the_running_engine_again(open_app: OpenApp, file: Path) -> None:
    keep(open_app, file, "5_sampling", "en")
    engine = Asleep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "wake", lambda running: None)
        app = open_app("5_sampling", engine=engine, lang="en")
        app.switch_page("../pages/11_limits.py").run()
    assert not app.exception
    assert not says_so(app, "en")
    assert "stand-in" not in app.session_state
