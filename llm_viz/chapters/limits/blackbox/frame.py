"""The text and the word in it that all sections look at, and the question that covers them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from llm_viz.base.numbers import as_percent, percent, percent_sign
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.blackbox.compute.heads import (
    LONGEST_TEXT,
    Head,
    Reading,
    default_subject,
    default_text,
    head_ablations,
    head_name,
    next_without,
    outcome,
    probability_of,
    read,
    strongest_head,
    subject_names,
)
from llm_viz.chapters.limits.frame import DrawbackPage
from llm_viz.chapters.limits.shared.parts.guess_rows import Drag, Field, GuessRow, GuessScale, Hero, Tick, guess_rows
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.settings import text_setting

_SUBJECT = "blackbox_word"
"""Name in the address of the position of the word that is looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class ObservedText:
    """A text as the whole model reads it, the position of the word that is looked at, and the head that attends most
    to it.
    """

    reading: Reading
    subject: int
    strongest: Head


def uncovered(page: DrawbackPage) -> ObservedText | None:
    """Ask what is left of the prediction without the head that attends most to a word, on a picture above the choice
    of text and word.

    None as long as what follows may not be seen, and where the text has no word to look at, which is said.
    """
    visit, stage = page.visit, st.container()
    with st.expander(page.t("own-text"), icon=":material/edit:", key="limits_blackbox-own-text"):
        reading = read(visit.lm, _choose_text(page))
        subject = _choose_subject(page, reading)
    if subject is None:
        stage.info(page.t("too-short"), icon=":material/edit:")
        return None
    observed = ObservedText(reading, subject, strongest_head(reading, subject))
    with stage:
        is_open = _show_picture(page, observed)
    return None if is_open else observed


def _show_picture(page: DrawbackPage, observed: ObservedText) -> bool:
    """The word's probability with the head and without; whether the latter is still to be guessed."""
    t, visit, reading = page.t, page.visit, observed.reading
    about = f"{observed.subject} {reading.text}"
    question = page.ask_on_picture("guess-question", own=t("rows-mark"), bounds=(0, 100), about=about)
    layer, head = observed.strongest
    after = next_without(visit.lm, reading.text, head_ablations(layer, head, visit.facts.heads))
    left = probability_of(reading.following.candidates[0].id, after)
    name, word = head_name(observed.strongest), visible_words(reading.tokens[observed.subject].text).strip()
    before, without = (percent(share, t.language) for share in (reading.probability, left))
    rows = [
        GuessRow(t("whole"), 100 * reading.probability, before),
        GuessRow(t("without", head=name), 100 * left, without, style="marked", asked=True),
    ]
    marks = tuple(Tick(share, percent(share / 100, t.language)) for share in range(0, 101, 25))
    drag = Drag(tuple(range(101)), round(100 * reading.probability), f"{{value}}{percent_sign(t.language)}")
    weight = as_percent(float(reading.attention[layer, head, observed.subject]))
    winner = visible_words(reading.winner).strip()
    happened = t(f"outcome-{outcome(reading, after)}")
    situation = t("situation", text=visible_words(reading.text), winner=winner, head=name, weight=weight, subject=word)
    says = t("says", winner=winner, before=before, after=without, outcome=happened, head=name, subject=word)
    hero = Hero(without, t("hero", winner=winner, head=name))
    layers = reading.attention.shape[0]
    looks = reading.attention[:, :, observed.subject].T  # (head, layer): layers from left to right
    field = Field(
        looks.size,
        layers,
        t("field", count=looks.size, subject=word),
        tuple(round(float(look), 2) for look in looks.ravel()),
        marked=(head * layers + layer,),
        removed=True,
    )
    guess_rows(
        "limits_blackbox-picture", rows, GuessScale(0, 100, marks), question, hero,
        situation if question.is_open else says, t, drag, field,
    )  # fmt: skip
    return question.is_open


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
    key = f"limits_blackbox-subject-{page.visit.model}-{reading.text}"
    # Of another text the address knows nothing.
    linked = st.session_state.setdefault("limits_blackbox-linked", reading.text)
    if key not in st.session_state:
        asked = str(suggested)
        if reading.text == linked:
            asked = page.visit.param_choice(_SUBJECT, asked, [str(position) for position in offered])
        st.session_state[key] = int(asked)
    chosen = st.selectbox(
        page.t("subject"),
        offered,
        format_func=names.__getitem__,
        key=key,
        help=page.t("subject-help"),
        persist_state="session",
    )
    remember_in_address("limits_blackbox-subject-address", **{_SUBJECT: None if chosen == suggested else str(chosen)})
    return int(chosen)
