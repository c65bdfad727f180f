"""A question on a picture: everything is drawn but the answer, which stays on the server until somebody guesses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

Subject = tuple[str, str]
"""What a guess is about: a model, and a sentence or whatever else there is."""
Guesses = dict[Subject, str | None]
"""What was guessed about which subject; None: the visitor would rather see."""
MAX_GUESSES = 30
"""Guesses of one question that a visit remembers."""
LONGEST_GUESS = 60
"""Characters of a guess that is typed, dragged or tapped together."""


class QuestionPayload(TypedDict):
    """`Question` in `kit/browser/ask.js`."""

    key: str
    open: bool
    guess: str | None
    text: str
    options: list[str]
    own: str
    longest: int
    waive: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a picture, as it stands in this run of the page."""

    is_open: bool
    """Whether it waits for a guess; then the browser must not get the answer."""
    guess: str | None
    """What was guessed about this very subject; None: nothing, it was waived, or a link opened the page."""
    payload: QuestionPayload
    place: str
    subject: Subject

    def keep(self, part: str) -> Callable[[], None]:
        """The callback `on_guess_change` of the part with this key, which sends a guess (`sendGuess` in `ask.js`)."""

        def keep() -> None:
            sent = st.session_state[part].guess
            choice = sent.get("choice", "") if isinstance(sent, dict) else ""
            if self.is_open and self._accepts(choice):
                remember_guess(self.place, self.subject, choice)

        return keep

    def _accepts(self, choice: object) -> bool:
        if choice is None or choice in self.payload["options"]:
            return True
        return self.payload["own"] != "" and isinstance(choice, str) and 0 < len(choice.strip()) <= LONGEST_GUESS


def guesses_at(place: str) -> Guesses:
    """The visitor's guesses that the session keeps at this place."""
    kept: Guesses = st.session_state.get(place, {})
    return kept


def remember_guess(place: str, subject: Subject, choice: str | None) -> None:
    """Keep a guess; the oldest of too many is forgotten."""
    kept = list(guesses_at(place).items())[1 - MAX_GUESSES :]
    st.session_state[place] = dict(kept) | {subject: choice}
