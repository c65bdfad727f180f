"""Questions on pictures: the answer is withheld until a guess, which is checked and remembered for its subject."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.app import in_address


def page() -> None:
    import streamlit as st

    from llm_viz.base.i18n import strings
    from llm_viz.kit.page.frame import Page
    from llm_viz.kit.visit import Visit
    from tests.support.fake_engine import FakeEngine

    class Sent:
        guess: object = None

    state = st.session_state
    visit = Visit("en", "smollm2-135m", state.get("text", "Hello"), FakeEngine())
    page = Page("home", visit, strings("en", "home"))
    options = state.get("options", ["one", "two"])
    question = page.ask_on_picture("why", options, own=state.get("own", ""))
    if "sends" in state:  # what a part does that calls send("guess", …)
        Sent.guess = state.pop("sends")
        state["picture"] = Sent
        question.keep("picture")()
        st.rerun()
    state["asked"] = question.payload
    page.closing()


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr("llm_viz.base.i18n.Strings.__call__", lambda self, key, **values: key)
    monkeypatch.setattr("llm_viz.base.i18n.Strings.__contains__", lambda self, key: key == "answer")
    return AppTest.from_function(page)


def send(app: AppTest, sent: object) -> None:
    app.session_state["sends"] = sent
    app.run()
    assert not app.exception


def state_of(app: AppTest) -> tuple[bool, str | None]:
    asked = app.session_state["asked"]
    return asked["open"], asked["guess"]


def answered(app: AppTest) -> bool:
    return any(element.value.startswith("**question**") for element in app.markdown)


def test_an_open_question_is_sent_with_its_candidates_and_covers_the_answer(app: AppTest) -> None:
    asked = app.run().session_state["asked"]
    assert (asked["open"], asked["text"], asked["options"], asked["own"]) == (True, "why", ["one", "two"], "")
    assert not answered(app)
    assert "reveal" not in in_address(app)


@pytest.mark.parametrize(("sent", "guess"), [("two", "two"), (None, None)])
def test_a_guess_or_a_waived_one_opens_the_picture(app: AppTest, sent: str | None, guess: str | None) -> None:
    app.run()
    send(app, {"choice": sent})
    assert state_of(app) == (False, guess)
    assert app.session_state["asked"]["options"] == []
    assert answered(app)
    assert in_address(app)["reveal"] == "1"
    send(app, {"choice": "one"})  # once is enough
    assert state_of(app) == (False, guess)


@pytest.mark.parametrize("sent", [{"choice": "three"}, {"choice": ["one"]}, {"choice": {}}, {}, "one", None, 7])
def test_what_nobody_offered_is_no_guess(app: AppTest, sent: object) -> None:
    app.run()
    send(app, sent)
    assert state_of(app) == (True, None)


def test_a_guess_of_ones_own_is_any_short_text(app: AppTest) -> None:
    app.session_state["own"] = "write a word"
    for sent in ("", "   ", "x" * 61):
        send(app, {"choice": sent})
        assert state_of(app) == (True, None)
    send(app, {"choice": "three"})
    assert state_of(app) == (False, "three")


def test_a_guess_counts_for_its_text_only_and_is_not_asked_again(app: AppTest) -> None:
    app.run()
    send(app, {"choice": "one"})
    app.session_state["text"] = "Another"
    app.run()
    assert state_of(app) == (False, None)
    app.session_state["text"] = "Hello"
    app.run()
    assert state_of(app) == (False, "one")


def test_a_link_opens_the_picture_and_no_candidates_ask_nothing(app: AppTest) -> None:
    app.session_state["options"] = []
    app.run()
    assert state_of(app) == (False, None)
    assert "reveal" not in in_address(app)
    app.session_state["options"] = ["one"]
    app.run()
    assert state_of(app) == (True, None)
    linked = AppTest.from_function(page)
    linked.query_params["reveal"] = "1"
    linked.run()
    assert state_of(linked) == (False, None)
