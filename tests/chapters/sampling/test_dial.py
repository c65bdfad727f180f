"""Chapter 5, first acts: eight lines by the same random numbers, withheld before the guess; four words by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sampling.compute.lines import COUNT, LENGTH, ODD_BITS, Line, Piece, begin_lines, eight_lines
from llm_viz.chapters.sampling.compute.texts import SamplingSettings
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Continuation, Continuations, ContinuationsRequest, Sampling
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp
from tests.support.fake_engine import FakeEngine

PAGE = "5_sampling"
WRITTEN = (" a", " fox", "", "é", "\n")
"""What each token adds; the third makes a character only together with the fourth."""
BITS = (1.0, 14.0, 2.0, 15.5, 0.5)


@dataclass
class Engine(FakeEngine):
    """Writes the same line as often as asked, or refuses."""

    is_busy: bool = False
    asked: list[ContinuationsRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def continuations(
        self, request: ContinuationsRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[Continuations]:
        self.asked.append(request)
        if self.is_busy:
            raise EngineBusy(waiting=9)
        texts, bits = list(accumulate(WRITTEN)), list(accumulate(BITS))
        for step, (text, surprisal) in enumerate(zip(texts, bits, strict=True), start=1):
            item = Continuation(tuple(range(step)), text, surprisal, ended=step == len(texts))
            yield Continuations(step, (item,) * request.count)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    st.cache_data.clear()


def payload(app: AppTest) -> dict[str, Any]:
    """What the picture gets."""
    (shown,) = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == "llm_viz_dial"
    ]
    found: dict[str, Any] = json.loads(shown.json)
    return found


def ask(app: AppTest, sampling: Sampling) -> AppTest:
    """What the browser does once the dial rests."""
    app.session_state["sampling-lines-wanted"] = SamplingSettings(sampling)
    return app.run()


def await_begun(app: AppTest) -> None:
    """Until the lines are written that a run has begun."""
    app.session_state["sampling-lines-begun"].join()


def guess(app: AppTest, choice: str | None) -> AppTest:
    """What a tap on a candidate does."""
    subject = app.session_state["model"], app.session_state["text"]
    app.session_state["guess-state-sampling-guess-first"] = {subject: choice}
    return app.run()


def test_a_line_is_made_of_what_each_token_adds_with_the_surprisal_of_the_least_likely() -> None:
    lines = eight_lines(Model(Engine(), "smollm2-135m", never_cancel), "Hello", Sampling())
    pieces = (Piece(" a", 1.0), Piece(" fox", 14.0), Piece("é", 15.5), Piece("\n", 0.5))
    assert lines == (Line(0, pieces, ended=True),) * COUNT


def test_lines_that_are_begun_and_refused_fail_only_for_whoever_asks_for_them() -> None:
    engine = Engine(is_busy=True)
    begin_lines(Model(engine, "smollm2-135m", never_cancel), "Hello", Sampling()).join()
    assert len(engine.asked) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_reaches_the_browser_before_the_guess(open_app: OpenApp, language: Language) -> None:
    engine = Engine()
    app = open_app(PAGE, engine=engine, lang=language)
    assert not app.exception
    assert not app.error
    ask(app, Sampling())
    found = payload(app)
    assert (found["lines"], engine.asked) == (None, [])
    assert found["question"]["open"]
    assert found["question"]["options"] == [str(number) for number in range(COUNT + 1)]
    assert found["question"]["text"] == strings(language, "sampling")("guess-first")


def test_the_first_run_begins_the_lines_that_the_browser_will_ask_for(open_app: OpenApp) -> None:
    engine = Engine()
    app = open_app(PAGE, engine=engine, reveal="1", temperature="0.7", seed="3")
    await_begun(app)
    assert payload(app)["lines"] is None  # the picture is not kept waiting
    begun = ContinuationsRequest(
        app.session_state["model"], app.session_state["text"], Sampling(0.7, seed=3), COUNT, LENGTH
    )
    assert engine.asked == [begun]
    ask(app, Sampling(0.7, seed=3))
    app.run()
    assert set(engine.asked) == {begun}  # one text for the engine


def test_the_lines_come_when_asked_for_and_stay(open_app: OpenApp) -> None:
    engine = Engine()
    app = guess(open_app(PAGE, engine=engine), "5")
    assert payload(app)["lines"] is None  # the browser says at which settings
    await_begun(app)
    engine.asked.clear()
    ask(app, Sampling(0.7, seed=3))
    (request,) = engine.asked
    assert (request.sampling, request.count, request.max_new_tokens) == (Sampling(0.7, seed=3), COUNT, LENGTH)
    lines = payload(app)["lines"]
    assert lines["settings"]["temperature"] == 0.7
    assert len(lines["items"]) == COUNT
    assert lines["items"][0] == {
        "first": 0,
        "pieces": [[" a", 1.0, False], [" fox", 14.0, True], ["é", 15.5, True], ["⏎", 0.5, False]],
        "ended": True,
    }
    assert BITS[0] < ODD_BITS < BITS[1]
    app.run()
    assert payload(app)["lines"] == lines
    assert len(engine.asked) == 1


def test_the_guess_is_about_the_first_lines_after_it(open_app: OpenApp) -> None:
    app = guess(open_app(PAGE, engine=Engine()), "5")
    assert payload(ask(app, Sampling(1.0)))["lines"]["judged"]
    assert not payload(ask(app, Sampling(1.5)))["lines"]["judged"]
    assert payload(ask(app, Sampling(1.0)))["lines"]["judged"]


def test_who_would_rather_see_is_not_judged(open_app: OpenApp) -> None:
    app = ask(guess(open_app(PAGE, engine=Engine()), None), Sampling())
    assert not payload(app)["lines"]["judged"]


def test_the_same_lines_are_written_once_for_a_class(open_app: OpenApp) -> None:
    engine = Engine()
    for _ in range(2):
        app = open_app(PAGE, engine=engine, reveal="1")
        await_begun(app)
        ask(app, Sampling(1.3))
    assert [request.sampling.temperature for request in engine.asked].count(1.3) == 1


def test_lines_that_cannot_be_written_leave_the_picture_with_the_reason(open_app: OpenApp) -> None:
    engine = Engine()
    app = ask(open_app(PAGE, engine=engine, reveal="1"), Sampling(1.0))
    before = payload(app)["lines"]
    engine.is_busy = True
    ask(app, Sampling(2.0))
    assert not app.error
    assert payload(app)["lines"] == before
    assert payload(app)["problem"]


def test_another_sentence_begins_without_lines(open_app: OpenApp) -> None:
    app = ask(open_app(PAGE, engine=Engine(), reveal="1"), Sampling(1.0))
    app.session_state["text"] = "Something else"
    app.run()
    assert payload(app)["lines"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_words_by_hand_ask_no_model(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, engine=Engine(), lang=language, act="hand", model="minilm-l6")
    assert not app.exception
    assert not app.error
    (shown,) = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == "llm_viz_hand"
    ]
    found = json.loads(shown.json)
    assert dict(zip(found["names"], found["shares"], strict=True)) == {
        "学校": 0.4, "映画": 0.25, "図書館": 0.2, "家": 0.15,
    }  # fmt: skip
    assert all(found["glosses"]) == (language == "en")


def test_a_link_opens_to_the_guess_the_dial_and_the_dice(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Engine(), reveal="1", temperature="0.6", seed="5", **{"guess-first": "3"})
    shown = payload(app)
    assert (shown["question"]["open"], shown["question"]["guess"]) == (False, "3")
    assert (shown["settings"]["temperature"], shown["settings"]["seed"]) == (0.6, 5)
