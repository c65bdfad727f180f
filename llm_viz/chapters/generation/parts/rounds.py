"""The loop as a picture: a row for each round, with what was read, what was taken and what was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.generation.compute.rounds import Branch, Cut, Ending, Round, branch_ending, written_ending
from llm_viz.chapters.generation.compute.sureness import shown
from llm_viz.chapters.generation.parts.writing import words
from llm_viz.engine.protocol.tokens import Candidate, Token
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import QuestionPayload

_KEY, _ASKED = "generation-rounds", "generation-branch-asked"
_WORDS: dict[str, Sequence[str]] = {
    "read": (), "predict": (), "choose": (), "append": (), "reads": ("count",), "earlier": ("count",),
    "play": (), "pause": (), "back": (), "on": (), "hint": (), "rule": (), "round": ("round", "rounds"),
    "your-guess": (), "take": ("round",), "dial": (), "line": (),
    "on-new-line": (), "cut-line": (), "cut-sentence": (), "cut-length": (), "cut-end": (),
    "says-before": ("count", "rounds"), "says-first": ("count", "token", "share"),
    "says-round": ("round", "count", "token", "share"), "says-end": ("rounds", "sum"), "says-right": (),
    "says-wrong": (), "says-other": ("token", "share", "other", "other_share", "round"),
    "says-branch": ("token", "share", "round", "text"),
}  # fmt: skip


class OtherPayload(TypedDict):
    """A token that was not taken."""

    id: int
    word: str
    share: float


class RoundPayload(TypedDict):
    """A round: the token that was taken, with its probability, and others."""

    word: str
    share: float
    others: list[OtherPayload]


class BranchPayload(TypedDict):
    """What would have been written from round `at` on; `ending` is the whole of it, as it was offered for a guess."""

    at: int
    token: int
    text: str
    ending: str


class EndingPayload(TypedDict):
    """An ending to choose, in the order of the question's options."""

    text: str
    cut: Cut
    on_new_line: bool


class RoundsPayload(TypedDict):
    """What `rounds.js` draws. As long as the question is open, `rounds` and `branches` are empty, later `endings`."""

    given: list[str]
    endings: list[EndingPayload]
    rounds: list[RoundPayload]
    count: int
    ending: str
    branches: list[BranchPayload]
    problem: str
    question: QuestionPayload
    settings: dict[str, int]
    words: dict[str, str]


def show_rounds(
    t: Strings,
    given: Sequence[Token],
    rounds: tuple[Round, ...],
    endings: Sequence[Ending],
    branches: Sequence[Branch],
    problem: str,
    position: int,
    question: QuestionPayload,
    on_guess: Callable[[], None],
) -> None:
    """Show the picture, at first as far as `position` (four a round; -1: its end).

    As long as the question is open, nothing of the rounds but their number is sent.
    """
    is_open = question["open"]
    payload: RoundsPayload = {
        "given": [shown(token.text) for token in given],
        "endings": [_ending(one) for one in endings] if is_open else [],
        "rounds": [] if is_open else [_round(one) for one in rounds],
        "count": len(rounds),
        "ending": "" if is_open else written_ending(rounds).text,
        "branches": [] if is_open else [_branch(branch, rounds) for branch in branches],
        "problem": problem,
        "question": question,
        "settings": {"position": position},
        "words": {
            "picture": t("section-rounds"),
            **{name.replace("-", "_"): text for name, text in words(t, "rounds", _WORDS).items()},
        },
    }
    show = part(__file__, styles=("stage", "ask"))
    show(_KEY, payload, on_branch_change=_keep_asked, on_guess_change=on_guess)


def key() -> str:
    """The widget key of the picture."""
    return _KEY


def asked_branch() -> tuple[int, int] | None:
    """The round (from 0) and the token from which another text is asked for; once."""
    asked: tuple[int, int] | None = st.session_state.pop(_ASKED, None)
    return asked


def _keep_asked() -> None:
    sent = st.session_state[_KEY].branch
    if isinstance(sent, Mapping) and type(sent.get("at")) is int and type(sent.get("token")) is int:
        st.session_state[_ASKED] = sent["at"], sent["token"]


def _ending(one: Ending) -> EndingPayload:
    return {"text": one.text, "cut": one.cut, "on_new_line": one.on_new_line}


def _round(one: Round) -> RoundPayload:
    return {
        "word": shown(one.chosen.text),
        "share": one.chosen.probability,
        "others": [_other(other) for other in one.others],
    }


def _other(other: Candidate) -> OtherPayload:
    return {"id": other.id, "word": shown(other.text), "share": other.probability}


def _branch(branch: Branch, rounds: Sequence[Round]) -> BranchPayload:
    before = rounds[branch.at - 1].text if branch.at else ""
    tail = visible_words(branch.text[len(before) :].strip(" "))
    return {"at": branch.at, "token": branch.token, "text": tail, "ending": branch_ending(branch).text}
