"""Chapter 11: the frame in which each drawback is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.drawbacks import DRAWBACKS
from llm_viz.facts.findings import findings
from llm_viz.kit.page.citations import finding_list
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.visit import Visit

UNCOVERED = "limits-uncovered-by-link"
"""Where the session state keeps the drawback that a link uncovered."""
_ICONS = {drawback.key: drawback.about.icon for drawback in DRAWBACKS}


@dataclass(frozen=True, slots=True)
class DrawbackPage(Page):
    """What a drawback builds its part of the chapter with."""

    def opened_by_link(self) -> bool:
        """Whether the visit began with a link that uncovers this drawback: it uncovers only the one that it names."""
        return bool(st.session_state[UNCOVERED] == self.name.removeprefix("limits_"))


@contextmanager
def drawback(key: str, visit: Visit) -> Iterator[DrawbackPage]:
    """The frame of a drawback: at exit, in folds, what the article says of it (prose `claim`) and, once the drawback is
    uncovered, what studies found (`findings.toml`; some findings answer the question), the formula, the code and what
    it does not show.
    """
    chapter, room = strings(visit.language, "limits"), f"limits.{key}"
    page = DrawbackPage(f"limits_{key}", visit, strings(visit.language, room))
    with guarded(visit.language):
        yield page
    with st.expander(f"{page.t('title')} · {chapter('claim')}", icon=_ICONS[key], key=f"claim-{key}"):
        page.prose("claim")
        st.caption(chapter.prose("small"))
    if not page.covers:
        fold = st.expander(page.t("findings"), icon=":material/science:", key=f"findings-{key}")
        with fold, guarded(visit.language):
            st.markdown(finding_list(findings(room), page.t))
    page.closing()
