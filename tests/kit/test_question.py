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
    question = page.ask_on_picture(
        state.get("key", "why"), options, own=state.get("own", ""), bounds=state.get("bounds"), about=state.get("about")
    )
    if "sends" in state:  # what a part does that calls send("guess", …)
        Sent.guess = state.pop("sends")
        state["picture"] = Sent
        question.keep("picture")()
        st.rerun()
    state["asked"] = question.payload
    page.closing()


@pytest.fixture(autouse=True)
def keys_as_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llm_viz.base.i18n.Strings.__call__", lambda self, key, **values: key)
    monkeypatch.setattr("llm_viz.base.i18n.Strings.__contains__", lambda self, key: key == "answer")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(page, default_timeout=60)


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
    for sent in ("", "   ", "x" * 61, "\ud83d"):
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
    linked = AppTest.from_function(page, default_timeout=60)
    linked.query_params["reveal"] = "1"
    linked.run()
    assert state_of(linked) == (False, None)


def linked(query: dict[str, str], **state: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def test_a_guess_stands_in_the_address_and_a_link_with_it_has_made_it(app: AppTest) -> None:
    app.run()
    assert "why" not in in_address(app)
    send(app, {"choice": "two"})
    assert in_address(app) == {"reveal": "1", "why": "two"}
    assert state_of(linked(in_address(app))) == (False, "two")
    app.session_state["text"] = "Another"  # about which nothing was guessed
    app.run()
    assert in_address(app) == {"reveal": "1"}


def test_a_waived_guess_is_none_in_the_address(app: AppTest) -> None:
    app.run()
    send(app, {"choice": None})
    assert in_address(app) == {"reveal": "1"}


def test_a_guess_without_the_link_that_opens_the_page_gives_nothing_away() -> None:
    assert state_of(linked({"why": "two"})) == (True, None)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ("three", {}),
        ("x" * 61, {"options": [], "own": "write"}),
        (" " * 61 + "x", {"options": [], "own": "write"}),
        ("1e9", {"options": [], "own": "drag", "bounds": (0, 100)}),
        ("101", {"options": [], "own": "drag", "bounds": (0, 100)}),
        ("NaN", {"options": [], "own": "drag", "bounds": (0, 100)}),
        ("٣", {"options": [], "own": "drag", "bounds": (0, 100)}),
        ("9" * 400, {"options": [], "own": "drag", "bounds": (0, 100)}),
    ],
)
def test_what_cannot_be_a_guess_is_named_and_not_taken_from_a_link(given: str, state: dict[str, object]) -> None:
    app = linked({"reveal": "1", "why": given}, **state)
    assert state_of(app) == (False, None)
    assert [element.value for element in app.caption] == ["notice-parameter"]
    assert "why" not in in_address(app)


@pytest.mark.parametrize(("sent", "guess"), [("-0.35", "-0.35"), ("1.2", None), ("much", None)])
def test_a_guess_with_bounds_is_a_number_within_them(app: AppTest, sent: str, guess: str | None) -> None:
    for name, value in (("options", []), ("own", "drag"), ("bounds", (-1, 1))):
        app.session_state[name] = value
    app.run()
    send(app, {"choice": sent})
    assert state_of(app) == (guess is None, guess)


def test_a_link_is_read_once_and_other_acts_guesses_stay_in_the_address(app: AppTest) -> None:
    app.run()
    send(app, {"choice": "two"})
    app.session_state["key"] = "where"  # another act asks another question
    app.run()
    assert in_address(app) == {"why": "two"}
    app.session_state["text"] = "Another"
    app.run()
    assert in_address(app) == {}
    app = linked({"reveal": "1"}, key="why")
    app.query_params["why"] = "two"  # what a page wrote there itself belongs to another question, maybe
    app.run()
    assert state_of(app) == (False, None)
