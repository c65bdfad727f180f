"""The server opens its pages itself while nobody waits for a model."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from llm_viz.base.errors import EngineBusy
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.tokens import ABOUT
from llm_viz.cluster.kept import KeptEngine, read_answers
from llm_viz.engine.protocol.tokens import TokenizeRequest
from llm_viz.kit.shell.kept import RECORDERS, shows_kept
from llm_viz.kit.shell.opening import DEFAULT_TEXT
from llm_viz.kit.shell.server import own_visits
from llm_viz.kit.shell.server.memory import visits
from llm_viz.kit.visit import current_visit
from tests.support.core import until
from tests.support.fake_engine import FakeEngine
from tests.support.hooks import server_here


def test_every_page_is_opened_in_every_language_once_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_visits, "QUIET_SECONDS", 0.02)
    opened: list[tuple[str, str]] = []
    opened_while_busy: set[int] = set()
    looks = count()

    def note() -> None:
        context = get_script_run_ctx()
        assert context is not None
        opened.append((context.pages_manager.intended_page_name or "", st.query_params["lang"]))
        if len(opened) == 2:
            raise EngineBusy(waiting=1)  # one page fails

    def is_idle() -> bool:
        if next(looks) < 20:
            opened_while_busy.add(len(opened))
            return False
        return True

    pages = ("", "tokens", "attention")
    with server_here({"": note}, lambda: own_visits.visit_own_pages(pages, is_idle)):
        until(lambda: len(opened) == len(pages) * len(LANGUAGES))
        until(lambda: not visits())  # nothing of them stays
    assert opened == [(page, language) for page in pages for language in LANGUAGES]
    assert opened_while_busy == {0}
    assert next(looks) >= 20 + own_visits._LOOKS * len(opened)  # it was quiet before each


def test_a_page_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_visits, "QUIET_SECONDS", 0.02)
    monkeypatch.setattr(own_visits, "PATIENCE_SECONDS", 0.1)
    opened: list[str] = []

    def wait() -> None:
        opened.append(st.query_params["lang"])
        until(lambda: st.session_state.get("never"), seconds=10)  # every look at the session may end the run

    with server_here({"": wait}, lambda: own_visits.visit_own_pages(("",), lambda: True)):
        until(lambda: len(opened) == len(LANGUAGES))
        until(lambda: not visits())


def test_what_pages_ask_is_written_down_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_visits, "QUIET_SECONDS", 0.02)
    monkeypatch.setattr(own_visits, "kept_file", lambda language: tmp_path / language)
    monkeypatch.setattr("llm_viz.kit.visit.engine", FakeEngine)
    running, opened = FakeEngine(), list[str]()

    def ask() -> None:
        language = st.query_params["lang"]
        st.session_state.update(lang=language, model="smollm2-135m", text=DEFAULT_TEXT["en"])
        assert not shows_kept(ABOUT, running, strings("en"))
        current_visit().lm.tokenize(f"{language} {len(opened)}")
        opened.append(language)

    async def keep() -> None:
        await own_visits.keep_first_pictures(("tokens", "attention"), lambda: True, running)

    with server_here({"": ask}, keep):
        until((tmp_path / LANGUAGES[-1]).exists)
    for number, language in enumerate(LANGUAGES):
        kept = KeptEngine(read_answers(tmp_path / language), running, lambda: pytest.fail("not kept"))
        for page in range(2):
            text = f"{language} {2 * number + page}"
            assert kept.tokenize(TokenizeRequest("smollm2-135m", text)).text == text
    assert not RECORDERS
