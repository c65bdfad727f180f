"""What a visitor who waits for the model is told: one line at the foot of the window, until his turn comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from html import escape
from math import ceil

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitInvalidLayoutContextError
from streamlit.runtime.scriptrunner_utils.script_run_context import in_cached_function

from llm_viz.base.i18n import strings
from llm_viz.base.languages import Language
from llm_viz.engine.protocol.waiting import Standing

AFTER = 1.0
"""Seconds that nobody needs to be told of."""
EVERY = 1.0
"""Seconds between two lines, so that they can be read and cost nothing."""
_PLACE, _NOTICE = "waiting-place", "waiting-notice"


@dataclass
class Notice:
    """The line of one page. `since`: when the wait began; `said`: what the line says now, at the time `said_at`."""

    place: DeltaGenerator
    language: Language
    clock: Callable[[], float] = time.monotonic
    since: float | None = None
    said: str = ""
    said_at: float = 0.0

    def tell(self, standing: Standing | None) -> None:
        """To be called again and again with where the visitor's request stands; None: it does not wait."""
        if standing is None:
            self.since = None
            if self.said:
                self._draw(self.place.empty)
                self.said = ""
            return
        now = self.clock()
        self.since = now if self.since is None else self.since
        if now < (self.said_at + EVERY if self.said else self.since + AFTER):
            return
        if (line := sentence(standing, self.language)) != self.said:
            self._draw(partial(self.place.html, f'<div role="status">{escape(line)}</div>'))
        self.said, self.said_at = line, now

    def _draw(self, draw: Callable[[], object]) -> None:
        """As if outside of cached functions (`st.cache_data`): such a one would keep the line with its result, and fail
        where it was to be drawn again on a page that has no such place.
        """
        context = copy_context()
        context.run(in_cached_function.set, False)
        with suppress(StreamlitInvalidLayoutContextError):  # a fragment that has no place is no worse without
            context.run(draw)


def sentence(standing: Standing, language: Language) -> str:
    """A standing in words."""
    t = strings(language)
    if standing.seconds is None:
        return t("waiting-place", before=standing.before)
    return t("waiting-place-and-time", before=standing.before, seconds=max(1, ceil(standing.seconds)))


def open_notice(language: Language) -> None:
    """Draw the place, at the beginning of a page."""
    st.session_state[_PLACE] = st.container(key="waiting")
    keep_place(language)


def say_meanwhile(line: str) -> None:
    """A line that stands there as long as the run of the page lasts."""
    with st.session_state[_PLACE]:
        st.html(f'<div role="status">{escape(line)}</div>')


def keep_place(language: Language) -> None:
    """A place for the part of the page that is drawn next: a fragment may write only where it did so with the page."""
    place: DeltaGenerator | None = st.session_state.get(_PLACE)
    if place is not None:
        st.session_state[_NOTICE] = Notice(place.empty(), language)


def tell(standing: Standing | None) -> None:
    """Say on the page being drawn where its request stands."""
    notice: Notice | None = st.session_state.get(_NOTICE)
    if notice is not None:
        notice.tell(standing)
