"""Published figures on a page: what was found, by whom, and how sure one can be of it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import with_units
from llm_viz.facts.findings import Finding, findings
from llm_viz.facts.source import Source
from llm_viz.kit.markdown import escape, escape_values


def citation(source: Source, t: Strings, *, checked: bool = False) -> str:
    """A source as Markdown: the citation, the day for which it holds if it has one, and its confidence in words.

    That others had to be believed is always said; with `checked`, also that the source itself was seen or was not.
    """
    parts = [escape(with_units(source.citation))]
    if (day := source.as_of) is not None:
        parts.append(t("as-of", year=str(day.year), month=day.month, day=day.day))
    if source.seen == "reports" or (checked and source.seen is not None):
        parts.append(t(f"seen-{source.seen}"))
    return " · ".join((*parts, t("confidence", level=t(f"confidence-{source.confidence}"))))


def finding_list(found: Iterable[Finding], t: Strings) -> str:
    """Findings with their sources, as a list in Markdown; their sentences are the messages `finding-<key>`."""
    lines = []
    for finding in found:
        sentence = t(f"finding-{finding.key}", **escape_values(finding.values, t.language))
        lines.append(f"- {sentence}  \n  :gray[{citation(finding.source, t)}]")
    return "\n".join(lines)


def show_findings(room: str, t: Strings) -> None:
    """The findings of a room under a heading of their own."""
    st.markdown(f"**{t('findings')}**\n\n{finding_list(findings(room), t)}")


def show_citations(sources: Iterable[Source], t: Strings, *before: str) -> None:
    """Each source once, in small print and on a line of its own, below the sentences that stand `before` them."""
    st.caption("  \n".join((*before, *(citation(source, t) for source in dict.fromkeys(sources)))))


def fold_citations(key: str, sources: Iterable[Source], t: Strings, *before: str) -> None:
    """The same in a closed drawer, where they would take the room of the picture."""
    with st.expander(t("sources-drawer"), icon=":material/menu_book:", key=f"sources-{key}"):
        show_citations(sources, t, *before)
