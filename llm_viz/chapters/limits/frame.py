"""Chapter 11: the choice among the drawbacks, and the frame in which each is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.drawbacks import DRAWBACKS
from llm_viz.kit.page.citations import show_findings
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.page.settings import option_setting
from llm_viz.kit.visit import Visit

_CHOSEN, _UNCOVERED = "limits-drawback", "limits-uncovered-by-link"
_ICONS = {drawback.key: drawback.about.icon for drawback in DRAWBACKS}


def choose(page: Page) -> str:
    """The key of the drawback to show, as the visitor or at first the address (`drawback=`) chose it."""
    t, offered = page.t, tuple(_ICONS)
    first_run = _CHOSEN not in st.session_state
    key = option_setting(
        page.visit, "drawback", offered, t("choose"),
        lambda key: f"{_ICONS[key]} {strings(page.visit.language, f'limits.{key}')('short')}",
        key=_CHOSEN, control="pills",
    )  # fmt: skip
    if first_run:
        revealed = page.visit.param_choice("reveal", "0", ("0", "1")) == "1"
        st.session_state[_UNCOVERED] = key if revealed else None
    st.caption(t.prose("small"))
    return key


def show(key: str, visit: Visit) -> None:
    """Draw the chosen drawback, and nothing of the others."""
    with guarded(visit.language):
        import_module(f"llm_viz.chapters.limits.{key}.page").render(visit)


@dataclass(frozen=True, slots=True)
class DrawbackPage(Page):
    """What a drawback builds its part of the chapter with."""

    def opened_by_link(self) -> bool:
        """Whether the visit began with a link that uncovers this drawback: it uncovers only the one that it names."""
        return bool(st.session_state[_UNCOVERED] == self.name.removeprefix("limits_"))

    def covered(self) -> str:
        """The same for all drawbacks."""
        return strings(self.visit.language, "limits")("covered")


@contextmanager
def drawback(key: str, visit: Visit) -> Iterator[DrawbackPage]:
    """The frame of a drawback: what the article says of it (prose `claim`); at exit, once it is uncovered, what studies
    found (`findings.toml`; some findings answer the question), the formula, the code and what it does not show.
    """
    chapter, room = strings(visit.language, "limits"), f"limits.{key}"
    page = DrawbackPage(f"limits_{key}", visit, strings(visit.language, room))
    with st.container(border=True, key=f"claim-{key}"):
        st.markdown(f"{_ICONS[key]} **{page.t('title')}** · {chapter('claim')}")
        page.prose("claim")
    with guarded(visit.language):
        yield page
    if not page.covers:
        with st.container(key=f"findings-{key}"), guarded(visit.language):
            show_findings(room, page.t)
    page.closing()
