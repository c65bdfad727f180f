"""Results that a visitor waits for: computed when asked for, under a progress bar, and kept for the same question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from llm_viz.kit.visit import has_stand_in

Result = TypeVar("Result")
Item = TypeVar("Item")


class Kept(Generic[Result]):
    """A result of the visit, kept in the session state under `place` together with the question it answers.

    A question is whatever the result depends on, such as model, text and seed; it is compared by value. What another
    engine said in place of the running one is not the running one's answer.
    """

    def __init__(self, place: str) -> None:
        self._place = place

    def get(self, question: object) -> Result | None:
        """The result, if it answers this question."""
        known: tuple[object, Result] | None = st.session_state.get(self._place)
        return known[1] if known is not None and known[0] == (question, has_stand_in()) else None

    def put(self, question: object, result: Result) -> None:
        """Keep the result, instead of what was kept before."""
        st.session_state[self._place] = ((question, has_stand_in()), result)

    def get_or_compute(self, question: object, compute: Callable[[], Result | None]) -> Result | None:
        """The result, computed if need be; None where there is none yet, such as before a button is pressed."""
        result = self.get(question)
        if result is None:
            result = compute()
            if result is not None:
                self.put(question, result)
        return result


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says, its icon, and its key in the session state."""

    label: str
    icon: str
    key: str


def on_demand(
    button: Button, running: Callable[[float], str], steps: Callable[[], Iterable[tuple[float, Result]]]
) -> Result | None:
    """A button; once it is pressed, the last result of the `steps`. None until then.

    Each step says the share that is done, 0 to 1, and the result so far; `running` puts such a share into words.
    """
    place = st.empty()
    if not place.button(button.label, key=button.key, icon=button.icon):
        return None
    place.progress(0.0, running(0.0))
    result: Result | None = None
    for share, so_far in steps():
        place.progress(share, running(share))
        result = so_far
    place.empty()
    return result


def with_progress(items: Sequence[Item], text: str) -> Iterator[Item]:
    """The items one by one, with a bar that shows how many of them are done."""
    place = st.empty()
    for number, item in enumerate(items):
        place.progress(number / len(items), text)
        yield item
    place.empty()
