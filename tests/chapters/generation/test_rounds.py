"""The first act of chapter 4: rounds, the branches beside them, and three endings of which one was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_viz.base.errors import EngineBusy
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.generation.compute.rounds import (
    OTHERS,
    ROUNDS,
    Branch,
    Ending,
    ending,
    rivals,
    write_branch,
    write_rounds,
    write_with_rivals,
)
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.app import OpenApp, in_address
from tests.support.fake_engine import FakeEngine

PAGE = "4_generation"


class Writer(FakeEngine):
    """Writes letters: the one after the last letter is the most probable, then those after it; `asked` lists all."""

    def __init__(self, length: int = 100) -> None:
        super().__init__()
        self.asked: list[GenerationRequest] = []
        self.length = length
        self.is_busy = False

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        self.asked.append(request)
        if self.is_busy:
            raise EngineBusy(waiting=9)
        ids = list(request.continuation)
        for index in range(len(ids), min(self.length, len(ids) + request.max_new_tokens)):
            last = ids[-1] if ids else 96
            best = tuple(Candidate(last + n, chr(last + n), "text", -n, 0.5**n) for n in range(1, request.top + 1))
            ids.append(best[0].id)
            yield GenerationStep(index, best[0], 1, 0.5, 1.0, best, "".join(map(chr, ids)), None)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    st.cache_data.clear()


def asking(engine: FakeEngine) -> Model:
    return Model(engine, "smollm2-135m", never_cancel)


def payload(app: AppTest) -> dict[str, Any]:
    """What the picture gets."""
    shown = [each.proto for each in app.get("bidi_component") if each.proto.component_name == "llm_viz_rounds"]
    found: dict[str, Any] = json.loads(shown[0].json)
    return found


def guess(app: AppTest, choice: str | None) -> AppTest:
    """What a tap on a candidate does."""
    subject = app.session_state["model"], app.session_state["text"]
    app.session_state["guess-state-generation-guess-ending"] = {subject: choice}
    return app.run()


def test_a_round_keeps_what_was_likely_beside_what_was_taken() -> None:
    rounds = write_rounds(asking(Writer()), "Hello")
    assert [one.chosen.text for one in rounds] == list("abcdef")
    assert [one.text for one in rounds][-1] == "abcdef"
    assert [other.text for other in rounds[1].others] == ["c", "d", "e"]
    assert len(rounds[0].others) == OTHERS


def test_a_branch_is_written_on_after_the_other_token_and_is_as_long() -> None:
    engine = Writer()
    rounds = write_rounds(asking(engine), "Hello")
    assert write_branch(asking(engine), "Hello", rounds, 2, ord("e")) == Branch(2, ord("e"), "abefgh")
    assert engine.asked[-1].continuation == (97, 98, ord("e"))
    assert write_branch(asking(engine), "Hello", rounds, ROUNDS - 1, ord("h")).text == "abcdeh"
    with pytest.raises(KeyError):
        write_branch(asking(engine), "Hello", rounds, 0, ord("z"))


def test_rivals_begin_with_the_likeliest_other_tokens() -> None:
    engine = Writer()
    rounds = write_rounds(asking(engine), "Hello")
    assert [branch.text for branch in rivals(asking(engine), "Hello", rounds)] == ["bcdefg", "cdefgh"]


def test_where_nothing_can_be_written_there_are_no_rivals() -> None:
    assert write_with_rivals(asking(Writer(length=0)), "Hello") == ((), ())


def test_the_likeliest_rivals_are_written_as_soon_as_the_first_round_is_over() -> None:
    written: list[tuple[int, ...]] = []

    class Noting(Writer):
        def generate(
            self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
        ) -> Iterator[GenerationStep]:
            written.append(request.continuation)
            yield from super().generate(request, check_cancelled)
            written.append(request.continuation)

    write_with_rivals(asking(Noting()), "Hello")
    assert written[:3] == [(), (ord("b"),), (ord("c"),)]
    assert written[-1] == (), "the rounds themselves are not waited for"


def test_rivals_are_written_beside_each_other() -> None:
    class Noting(Writer):
        def generate(
            self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
        ) -> Iterator[GenerationStep]:
            for step in super().generate(request, check_cancelled):
                written.append(request.continuation)
                yield step

    rounds = write_rounds(asking(Writer()), "Hello")
    written: list[tuple[int, ...]] = []
    rivals(asking(Noting()), "Hello", rounds)
    assert written == [(ord("b"),), (ord("c"),)] * (ROUNDS - 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ears.\n\nThis phrase", Ending("ears.", "line")),
        (" heart. It is", Ending("heart.", "sentence")),
        (" 3.5 apples, and", Ending("3.5 apples, and", "length")),
        (" she said “yes.” Then", Ending("she said “yes.”", "sentence")),
        ("出力。次の文", Ending("出力。", "sentence")),
        ("\nおばあちゃんが", Ending("おばあちゃんが", "length", on_new_line=True)),
        ("、\n「お前は", Ending("、⏎「お前は", "length")),
        ("A:\nB:", Ending("A:", "line")),
        (" Paris.", Ending("Paris.", "sentence")),
        (" x\n", Ending("x", "line")),
        ("\n\n", Ending("⏎⏎", "length")),
        ("...", Ending("...", "length")),
        ("", Ending("", "length")),
    ],
)
def test_an_ending_stops_at_the_first_line_break_or_end_of_a_sentence_after_a_word(text: str, expected: Ending) -> None:
    assert ending(text) == expected


def test_an_ending_says_that_the_model_is_finished() -> None:
    assert ending(" Paris", is_over=True) == Ending("Paris", "end")
    assert ending(" Paris. It is", is_over=True).cut == "sentence"


class Scripted(FakeEngine):
    """Writes what `texts` say after each first token; those are the candidates, in their order."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self.texts = texts

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        path = list(request.continuation)
        branch = self.texts[path[0] // 100 if path else 0]
        for index in range(len(path), min(len(branch), len(path) + request.max_new_tokens)):
            firsts = [Candidate(100 * n, texts[0], "text", -n, 0.5**n) for n, texts in enumerate(self.texts)]
            token = Candidate(100 * self.texts.index(branch) + index, branch[index], "text", -1, 0.5)
            listed = tuple(firsts[: request.top]) if index == 0 else (token,)
            yield GenerationStep(
                index, firsts[0] if index == 0 else token, 1, 0.5, 1, listed, "".join(branch[: index + 1]), None
            )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([["ears", ".", "\n"], ["ears", ",", " and"], ["heart", "."], ["mind"]], ["heart.", "mind"]),
        ([["so"], ["!"], ["\n", "\n"], ["so", "!"]], []),
        ([["\n"], ["\n", "\n"], ["a"], ["b"]], ["a", "b"]),
        ([["Yes"], ["yes", "."], ["no"], ["No", "!"]], ["no"]),
    ],
)
def test_endings_differ_by_words(texts: list[list[str]], expected: list[str]) -> None:
    lm = asking(Scripted(texts))
    rounds = write_rounds(lm, "Hello")
    found = rivals(lm, "Hello", rounds)
    assert [branch.text for branch in found] == expected
    assert write_with_rivals(lm, "Hello") == (rounds, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_guess_nothing_tells_which_ending_was_written(open_app: OpenApp, language: Language) -> None:
    app = open_app(PAGE, engine=Writer(), lang=language)
    assert not app.exception
    assert not app.error
    found = payload(app)
    assert found["question"]["options"] == ["abcdef", "bcdefg", "cdefgh"]
    assert [one["text"] for one in found["endings"]] == found["question"]["options"]
    assert (found["rounds"], found["branches"], found["ending"]) == ([], [], "")
    assert found["count"] == ROUNDS


@pytest.mark.parametrize("choice", ["cdefgh", None])
def test_after_it_the_rounds_are_there_with_the_branches_that_were_offered(
    open_app: OpenApp, choice: str | None
) -> None:
    found = payload(guess(open_app(PAGE, engine=Writer()), choice))
    assert (found["ending"], found["question"]["guess"]) == ("abcdef", choice)
    assert [one["word"] for one in found["rounds"]] == list("abcdef")
    assert [(one["at"], one["text"], one["ending"]) for one in found["branches"]] == [
        (0, "bcdefg", "bcdefg"),
        (0, "cdefgh", "cdefgh"),
    ]


def test_a_branch_is_written_when_asked_for_and_stays(open_app: OpenApp) -> None:
    engine = Writer()
    app = open_app(PAGE, engine=engine, reveal="1")
    assert payload(app)["branches"] == []
    app.session_state["generation-branch-asked"] = (2, ord("e"))
    app.run()
    (branch,) = payload(app)["branches"]
    assert branch == {"at": 2, "token": ord("e"), "text": "efgh", "ending": "abefgh"}
    asked = len(engine.asked)
    app.run()
    assert payload(app)["branches"] == [branch]
    assert len(engine.asked) == asked


@pytest.mark.parametrize("wrong", [(99, 97), (-1, 97), (0, 5)])
def test_a_branch_from_nowhere_changes_nothing(open_app: OpenApp, wrong: tuple[int, int]) -> None:
    app = open_app(PAGE, engine=Writer(), reveal="1")
    app.session_state["generation-branch-asked"] = wrong
    app.run()
    assert not app.exception
    assert (payload(app)["branches"], payload(app)["problem"]) == ([], "")


def test_a_busy_engine_leaves_the_rounds_with_the_reason(open_app: OpenApp) -> None:
    engine = Writer()
    app = open_app(PAGE, engine=engine, reveal="1")
    engine.is_busy = True
    app.session_state["generation-branch-asked"] = (0, ord("b"))
    app.run()
    assert not app.error
    assert payload(app)["problem"]
    assert len(payload(app)["rounds"]) == ROUNDS


def test_a_text_that_ends_early_has_fewer_rounds(open_app: OpenApp) -> None:
    assert payload(open_app(PAGE, engine=Writer(length=2), reveal="1"))["count"] == 2


def test_no_room_for_a_token_is_said(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Writer(length=0))
    assert not app.exception
    assert len(app.info) == 1


def test_branches_are_in_the_address_and_a_link_grows_them_again(open_app: OpenApp) -> None:
    app = open_app(PAGE, engine=Writer(), reveal="1")
    assert "grown" not in in_address(app)
    for asked in ((0, ord("c")), (2, ord("d"))):
        app.session_state["generation-branch-asked"] = asked
        app.run()
    assert in_address(app)["grown"] == "0-99.2-100"
    opened = payload(open_app(PAGE, engine=Writer(), reveal="1", grown="0-99.2-100"))
    assert [(one["at"], one["token"]) for one in opened["branches"]] == [(0, 99), (2, 100)]


@pytest.mark.parametrize("told", ["9-99", "0-7", "x", "0-99." * 40, "</script>"])
def test_what_could_not_have_grown_is_named_quietly(open_app: OpenApp, told: str) -> None:
    app = open_app(PAGE, engine=Writer(), reveal="1", grown=told)
    assert not app.exception
    assert not app.error
    assert payload(app)["branches"] == []
    assert any("grown" in caption.value for caption in app.caption)


def test_an_ending_that_was_guessed_is_in_the_address_and_comes_back(open_app: OpenApp) -> None:
    app = guess(open_app(PAGE, engine=Writer()), "bcdefg")
    assert in_address(app)["guess-ending"] == "bcdefg"
    opened = payload(open_app(PAGE, engine=Writer(), reveal="1", **{"guess-ending": "bcdefg"}))
    assert (opened["question"]["open"], opened["question"]["guess"]) == (False, "bcdefg")


@pytest.mark.parametrize(("given", "expected"), [(None, -1), ("9", 9), ("25", -1), ("-7", -1), ("x", -1)])
def test_the_picture_opens_as_far_as_the_address_says(open_app: OpenApp, given: str | None, expected: int) -> None:
    query = {} if given is None else {"position": given}
    app = open_app(PAGE, engine=Writer(), reveal="1", **query)
    assert payload(app)["settings"] == {"position": expected}
    assert not app.exception
