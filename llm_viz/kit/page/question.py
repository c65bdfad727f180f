"""A question on a picture: everything is drawn but the answer, which stays on the server until somebody guesses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from llm_viz.kit.page.guesses import Bounds, Subject, can_be_guess, remember_guess
from llm_viz.kit.rude_words import covered


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
    bounds: Bounds | None = None

    def keep(self, part: str) -> Callable[[], None]:
        """The callback `on_guess_change` of the part with this key, which sends a guess (`sendGuess` in `ask.js`)."""

        def keep() -> None:
            sent = st.session_state[part].guess
            choice = sent.get("choice", "") if isinstance(sent, dict) else ""
            # The browser knows an option only as it is shown there.
            choice = next((option for option in self.payload["options"] if covered(option) == choice), choice)
            if self.is_open and self._accepts(choice):
                remember_guess(self.place, self.subject, choice)

        return keep

    def _accepts(self, choice: object) -> bool:
        if choice is None:
            return True
        return can_be_guess(choice, self.payload["options"], is_free=self.payload["own"] != "", bounds=self.bounds)
