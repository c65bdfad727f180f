"""The text and the word in it that all sections look at, and the question that covers them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.blackbox.compute.heads import (
    LONGEST_TEXT,
    OUTCOMES,
    Head,
    Reading,
    default_subject,
    default_text,
    head_ablations,
    head_name,
    next_without,
    outcome,
    read,
    strongest_head,
    subject_names,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.kit.markdown import escape
from llm_viz.kit.page.settings import text_setting


@dataclass(frozen=True, slots=True, eq=False)
class ObservedText:
    """A text as the whole model reads it, the position of the word that is looked at, and the head that attends most
    to it.
    """

    reading: Reading
    subject: int
    strongest: Head


def uncovered(page: DrawbackPage) -> ObservedText | None:
    """Choose a text and a word, and ask what becomes of the prediction without the head that attends most to it.

    None as long as what follows may not be seen, and where the text has no word to look at, which is said.
    """
    t, visit = page.t, page.visit
    reading = read(visit.lm, _choose_text(page))
    subject = _choose_subject(page, reading)
    if subject is None:
        st.info(t("too-short"), icon=":material/edit:")
        return None
    layer, head = strongest = strongest_head(reading, subject)
    after = next_without(visit.lm, reading.text, head_ablations(layer, head, visit.facts.heads))
    weight = percent(float(reading.attention[layer, head, subject]), t.language)
    word = escape(visible(reading.tokens[subject].text))
    winner = {"winner": escape(visible(reading.winner)), "probability": percent(reading.probability, t.language)}
    st.markdown(t("situation", **winner, head=head_name(strongest), weight=weight, subject=word))
    options = [t(f"outcome-{option}") for option in OUTCOMES]
    answer, about = t(f"outcome-{outcome(reading, after)}"), f"{subject} {reading.text}"
    seen = page.cover("guess-question", options, answer, judge="figures", about=about)
    return ObservedText(reading, subject, strongest) if seen else None


def _choose_text(page: DrawbackPage) -> str:
    """The text to look into: ours, or the visitor's."""
    t, visit = page.t, page.visit
    return text_setting(
        "blackbox_text", t("text"), key=f"limits_blackbox-text-{visit.language}", longest=LONGEST_TEXT,
        default=default_text(visit.language), help=t("text-help"),
    )  # fmt: skip


def _choose_subject(page: DrawbackPage, reading: Reading) -> int | None:
    """The position of the word that is looked at; None if the text has none."""
    suggested = default_subject(reading, page.visit.language)
    if suggested is None:
        return None
    names = subject_names(reading)
    offered = tuple(names)
    chosen = st.selectbox(
        page.t("subject"),
        offered,
        index=offered.index(suggested),
        format_func=names.__getitem__,
        key=f"limits_blackbox-subject-{page.visit.model}-{reading.text}",
        help=page.t("subject-help"),
        persist_state="session",
    )
    return int(chosen)
