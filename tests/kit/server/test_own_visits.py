"""The server opens its pages itself while nobody waits for a model."""

from __future__ import annotations

from itertools import count

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from llm_viz.base.errors import EngineBusy
from llm_viz.base.languages import LANGUAGES
from llm_viz.kit.shell.server import own_visits
from llm_viz.kit.shell.server.memory import visits
from tests.support.core import until
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
