"""The parts that chapters are built from: settings in the address, presets, notes, sections."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def settings() -> None:
    import streamlit as st

    from llm_viz.kit.visit import Visit
    from tests.support.fake_engine import FakeEngine

    engine = FakeEngine()
    visit = Visit("en", "smollm2-135m", "Hello", engine)
    st.session_state["read"] = (
        visit.param_float("temperature", 1.0, 0.0, 5.0),
        visit.param_int("k", 50, 1, 100),
        visit.param_choice("mode", "greedy", ["greedy", "random"]),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (1.0, 50, "greedy")),
        ({"temperature": "0.5", "k": "7", "mode": "random"}, (0.5, 7, "random")),
        ({"temperature": "nan"}, (1.0, 50, "greedy")),
        ({"temperature": "1e999"}, (1.0, 50, "greedy")),
        ({"temperature": "-1"}, (1.0, 50, "greedy")),
        ({"temperature": ""}, (1.0, 50, "greedy")),
        ({"k": "7.5"}, (1.0, 50, "greedy")),
        ({"k": "9" * 5000}, (1.0, 50, "greedy")),
        ({"k": "0"}, (1.0, 50, "greedy")),
        ({"mode": "<script>alert(1)</script>"}, (1.0, 50, "greedy")),
    ],
)
def test_settings_of_the_address_are_checked(query: dict[str, str], expected: tuple[float, int, str]) -> None:
    app = AppTest.from_function(settings, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert app.session_state["read"] == expected
    refused = bool(query) and expected == (1.0, 50, "greedy")
    assert len(app.caption) == refused


def frame() -> None:
    import streamlit as st

    from llm_viz.base.i18n import strings
    from llm_viz.kit.compute.notes import Note
    from llm_viz.kit.compute.presets import Preset
    from llm_viz.kit.page.frame import Page
    from llm_viz.kit.visit import Visit
    from tests.support.fake_engine import FakeEngine

    engine = FakeEngine()
    text = st.session_state.get("text", "Hello")
    visit = Visit("en", "smollm2-135m", text, engine)
    page = Page("home", visit, strings("en", "home"))
    page.presets([Preset("one", "en", "Hello again"), Preset("zwei", "ja", "こんにちは")])
    page.notes([Note("note-late", {"layers": 3, "token": "<b>*x*", "before": "y"})])
    with page.section("river"):
        if st.session_state.get("broken"):
            raise RuntimeError("broken")
    st.text("after the section")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    def message(self: object, key: str, **values: str | int | float) -> str:
        return f"{key} {values}" if values else key

    monkeypatch.setattr("llm_viz.base.i18n.Strings.__call__", message)
    return AppTest.from_function(frame, default_timeout=60).run()


def test_presets_of_the_language_replace_the_sentence(app: AppTest) -> None:
    assert [button.key for button in app.button if str(button.key).startswith("preset")] == ["preset-home-one"]
    app.button(key="preset-home-one").click().run()
    assert app.session_state["text"] == "Hello again"


def test_notes_show_values_as_text(app: AppTest) -> None:
    assert r"\\<b\\>\\*x\\*" in app.info[0].value


@pytest.mark.crashes
def test_a_broken_section_leaves_the_rest_of_the_page(app: AppTest) -> None:
    assert not app.error
    app.session_state["broken"] = True
    app.run()
    assert [error.value for error in app.error] == ["error-unexpected"]
    assert app.text[0].value == "after the section"
