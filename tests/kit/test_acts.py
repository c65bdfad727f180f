"""Chapters in acts: one is computed at a time, the address says which, and each leads to the one after it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.app import in_address


def chapter() -> None:
    from functools import partial

    import streamlit as st

    from llm_viz.base.i18n import strings
    from llm_viz.kit.page.acts import Act, play
    from llm_viz.kit.page.folds import folded
    from llm_viz.kit.page.frame import Page
    from llm_viz.kit.visit import Visit
    from tests.support.fake_engine import FakeEngine

    page = Page("home", Visit("en", "smollm2-135m", "Hello", FakeEngine()), strings("en", "home"))

    def show(key: str) -> None:
        st.text(f"picture of {key}")
        if key == "two":
            with folded(page, "below") as is_open:
                if is_open:
                    st.text("below is open")

    folds = {"two": ("below",)}
    play(page, [Act(key, partial(show, key), folds=folds.get(key, ())) for key in ("one", "two", "three")])
    page.closing()


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    def message(self: object, key: str, **values: str | int | float) -> str:
        return f"{key} {values}" if values else key

    monkeypatch.setattr("llm_viz.base.i18n.Strings.__call__", message)
    monkeypatch.setattr("llm_viz.base.i18n.Strings.__contains__", lambda self, key: key == "answer")
    return AppTest.from_function(chapter, default_timeout=60)


def shown(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def answered(app: AppTest) -> bool:
    return any(markdown.value.startswith("**question**") for markdown in app.markdown)


def test_the_first_act_is_shown_and_leads_to_the_next(app: AppTest) -> None:
    app.run()
    assert app.segmented_control[0].options == ["1 act-one", "2 act-two", "3 act-three"]
    assert shown(app) == ["picture of one"]
    assert "act" not in in_address(app)
    assert not answered(app)
    app.button(key="act-home-next").click().run()
    assert shown(app) == ["picture of two"]
    assert in_address(app)["act"] == "two"


def test_the_last_act_answers_the_question_of_the_chapter(app: AppTest) -> None:
    app.query_params["act"] = "three"
    app.run()
    assert shown(app) == ["picture of three"]
    assert not app.button
    assert answered(app)


def test_an_address_that_names_a_fold_opens_its_act_and_the_fold(app: AppTest) -> None:
    app.query_params["act"] = "below"
    app.run()
    assert shown(app) == ["picture of two", "below is open"]
    assert in_address(app) == {"act": "two", "show_below": "true"}
    assert not app.caption
    # Another act of the visit is not drawn back.
    app.button(key="act-home-next").click().run()
    assert shown(app) == ["picture of three"]


def test_an_act_that_does_not_exist_is_named_and_the_first_one_shown(app: AppTest) -> None:
    app.query_params["act"] = "<b>four"
    app.run()
    assert shown(app) == ["picture of one"]
    assert len(app.caption) == 1
