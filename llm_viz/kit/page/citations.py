"""Published figures on a page: what was found, by whom, and how sure one can be of it."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.facts.findings import findings
from llm_viz.facts.source import Source
from llm_viz.kit.markdown import escape, escape_values


def citation(source: Source, t: Strings) -> str:
    """A source as Markdown: the citation, and its confidence in words."""
    return f"{escape(source.citation)} · {t('confidence', level=t(f'confidence-{source.confidence}'))}"


def show_findings(room: str, t: Strings) -> None:
    """The findings of a room with their sources, as one list; their sentences are the messages `finding-<key>`."""
    lines = (
        f"- {t(f'finding-{one.key}', **escape_values(one.values))}  \n  :gray[{citation(one.source, t)}]"
        for one in findings(room)
    )
    st.markdown("\n".join((f"**{t('findings')}**", "", *lines)))
