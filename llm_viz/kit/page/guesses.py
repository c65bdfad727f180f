"""What a visitor has guessed: kept for the visit, and in the page's address, whose link opens to the same picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.engine.request_limits import check_text
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.visit import Visit, notice_bad_parameter

Subject = tuple[str, str]
"""What a guess is about: a model, and a sentence or whatever else there is."""
Guesses = dict[Subject, str | None]
"""What was guessed about which subject; None: the visitor would rather see."""
Bounds = tuple[float, float]
"""The least and the most that a guess may be that is a number."""
MAX_GUESSES = 30
"""Guesses of one question that a visit remembers."""
LONGEST_GUESS = 60
"""Characters of a guess that is typed, dragged or tapped together."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class GuessBook:
    """The guesses of a page, in one run of it. A question is known by the key of its message."""

    page: str
    visit: Visit
    asked: list[str] = field(default_factory=list)
    """Questions that this run has asked, or found answered."""

    def note(self, key: str, about: str | None) -> None:
        """The page asks this question, `about` something or (None) the visitor's sentence."""
        if key not in self.asked:
            self.asked.append(key)
        self._met()[key] = about

    def place(self, key: str) -> str:
        """Where the session state keeps the guesses of this question."""
        return f"guess-state-{self.page}-{key}"

    def all(self, key: str) -> Guesses:
        """What was guessed at this question, about whatever."""
        return guesses_at(self.place(key))

    def subject(self, key: str) -> Subject:
        """What the question is about that the page asks."""
        about = self._met().get(key)
        return self.visit.model, self.visit.text if about is None else about

    def guess(self, key: str) -> str | None:
        """What was guessed here about what is on the page now; None: nothing, or it was waived."""
        return self.all(key).get(self.subject(key))

    def keep(self, key: str, choice: str | None) -> None:
        """Keep a guess; None: the visitor would rather see."""
        remember_guess(self.place(key), self.subject(key), choice)

    def take_linked(
        self, key: str, options: Sequence[str], *, is_free: bool = False, bounds: Bounds | None = None
    ) -> None:
        """Keep the guess that the visit's address began with; name one quietly that cannot be made here.

        Only once a visit: later runs find in the address what the page wrote there itself. Where the candidates are not
        known, since nothing is asked, any short text may have been one.
        """
        was_taken = f"{self.place(key)}-linked"
        given = None if was_taken in st.session_state else st.query_params.get(key)
        st.session_state[was_taken] = True
        if given is None or self.all(key):
            return
        if can_be_guess(given, options, is_free=is_free or not options, bounds=bounds):
            self.keep(key, given)
        else:
            allowed = f"{bounds[0]:g} … {bounds[1]:g}" if bounds else ", ".join(options) or f"1 … {LONGEST_GUESS}"
            notice_bad_parameter(self.visit.language, key, given, allowed)

    def remember_others(self) -> None:
        """Say in the address what was guessed in other acts of the page, whose questions this run has not asked."""
        others = [key for key in self._met() if key not in self.asked]
        if others:
            remember_in_address(f"{self.page}-guesses-address", **{key: self.guess(key) for key in others})

    def _met(self) -> dict[str, str | None]:
        """The questions that the visitor has met on this page, and what each is about (None: the sentence)."""
        met: dict[str, str | None] = st.session_state.setdefault(f"questions-{self.page}", {})
        return met


def can_be_guess(choice: object, options: Sequence[str], *, is_free: bool, bounds: Bounds | None = None) -> bool:
    """Whether this is one of the options or, where visitors are free in what they guess, a short text; with `bounds`, a
    number within them.
    """
    if choice in options:
        return True
    if not is_free or not isinstance(choice, str) or not choice.strip():
        return False
    try:
        check_text(choice, LONGEST_GUESS)
    except LlmVizError:  # too long, or half a pair of UTF-16: no page can be sent that holds one
        return False
    return bounds is None or (_NUMBER.fullmatch(choice) is not None and bounds[0] <= float(choice) <= bounds[1])


def guesses_at(place: str) -> Guesses:
    """The visitor's guesses that the session keeps at this place."""
    kept: Guesses = st.session_state.get(place, {})
    return kept


def remember_guess(place: str, subject: Subject, choice: str | None) -> None:
    """Keep a guess; the oldest of too many is forgotten."""
    kept = list(guesses_at(place).items())[1 - MAX_GUESSES :]
    st.session_state[place] = dict(kept) | {subject: choice}
