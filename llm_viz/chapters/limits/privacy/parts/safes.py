"""Safes whose PINs stood in a model's text, and a thief who asks it, with a square for every possible PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings, strings
from llm_viz.chapters.limits.privacy.compute import ASKED, TRIES, Ranks, half_open
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload
from llm_viz.kit.visit import Visit
from llm_viz.training.canary import PINS

_KEY = "limits_privacy-picture"
_GROUP, _CLEAN = "safes_group", "safes_clean"  # in the address


class SafesSettings(TypedDict):
    """What the visitor sets: the number of the guess, the group, and whether copies were taken out of the text (1)."""

    at: int
    group: int
    clean: int


class RaidPayload(TypedDict):
    """`Ranks.ranks` or `Ranks.clean`: after `half` tries half of the safes are open; a sentence on it."""

    ranks: Sequence[int]
    half: int
    said: str


class GroupPayload(TypedDict):
    """PINs that stood so often in the text (`name`): what came of it in the text as it was, and without copies."""

    name: str
    raids: tuple[RaidPayload, RaidPayload]


class SafesPayload(TypedDict):
    """What `safes.js` gets."""

    settings: SafesSettings
    question: QuestionPayload
    groups: list[GroupPayload]
    asked: int
    safes: int
    pins: int
    guesses: Sequence[int]
    says: str
    words: dict[str, str]


def safes(groups: Sequence[Ranks], says: str, question: Question, visit: Visit, t: Strings) -> None:
    """Show the safes; when they open stays here as long as the question is open."""
    asked = next(number for number, group in enumerate(groups) if group.repeats == ASKED)
    numbers = [str(number) for number in range(len(groups))]
    shown = [] if question.is_open else groups
    payload: SafesPayload = {
        "settings": {
            "at": TRIES.index(1000),
            "group": int(visit.param_choice(_GROUP, str(asked), numbers)),
            "clean": int(visit.param_choice(_CLEAN, "0", ("0", "1"))),
        },
        "question": question.payload,
        "groups": [_group(group, t) for group in shown],
        "asked": asked,
        "safes": len(groups[asked].ranks),
        "pins": PINS,
        "guesses": TRIES,
        "says": says,
        "words": {
            **{name: t(f"safes-{name}") for name in ("mark", "clean", "times")},
            "confirm": strings(t.language, "limits")("rows-confirm"),
            "you": with_marks(strings(t.language, "limits"), "rows-you", "value"),
            "alt": with_marks(t, "safes-alt", "tries"),
            "try": with_marks(t, "safes-try", "number"),
            "tries": with_marks(t, "safes-tries", "number"),
            "trying": with_marks(t, "safes-trying", "try"),
            "hero": with_marks(t, "safes-hero", "try"),
        },
    }
    styles = ("stage", "ask", "../../shared/parts/big_picture")
    with st.container(key=f"picture-{_KEY}"):  # keeps a place, so that what follows does not jump
        part(__file__, styles=styles)(_KEY, payload, on_guess_change=question.keep(_KEY))


def _group(group: Ranks, t: Strings) -> GroupPayload:
    name = t("times", times=group.repeats)

    def raid(ranks: Sequence[int], key: str) -> RaidPayload:
        half = half_open(ranks)
        return {"ranks": ranks, "half": half, "said": t(key, times=name, half=half, last=max(ranks))}

    without = "safes-cleaned" if group.repeats > 1 else "safes-opened"
    return {"name": name, "raids": (raid(group.ranks, "safes-opened"), raid(group.clean, without))}
