"""Chapter 11: the choice among the drawbacks, each with its number, and what is drawn of the chosen one."""

from __future__ import annotations

from importlib import import_module

import streamlit as st

from llm_viz.base.errors import LlmVizError
from llm_viz.base.i18n import strings
from llm_viz.chapters.limits.drawbacks import OPENING, ORDER
from llm_viz.chapters.limits.frame import UNCOVERED, DrawbackPage
from llm_viz.chapters.limits.parts.drawback_cards import KEY, CardPayload, cards
from llm_viz.chapters.limits.shared.compute.headline import Headline
from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.page.frame import Page, guarded
from llm_viz.kit.visit import Visit

_CHOSEN = "limits-drawback"
_QUESTION = "guess-question"  # that covers a drawback


def choose(page: Page) -> str:
    """The key of the drawback to show, as the visitor or at first the address (`drawback=`) chose it."""
    if _CHOSEN not in st.session_state:
        st.session_state[_CHOSEN] = page.visit.param_choice("drawback", OPENING, ORDER)
        revealed = page.visit.param_choice("reveal", "0", ("0", "1")) == "1"
        st.session_state[UNCOVERED] = st.session_state[_CHOSEN] if revealed else None
    chosen = str(st.session_state[_CHOSEN])
    with st.container(key="choices-limits"):
        offered = [_card(key, page.visit) for key in ORDER]
        cards(page.t("choose"), page.t("choose-hint"), offered, chosen, _remember_choice)
    remember_in_address(f"{_CHOSEN}-address", drawback=None if chosen == OPENING else chosen)
    return chosen


def _remember_choice() -> None:
    key = st.session_state[KEY].chosen
    if key in ORDER:
        st.session_state[_CHOSEN] = key


def _card(key: str, visit: Visit) -> CardPayload:
    """The card of a drawback. What would answer its question is a question mark as long as that covers it."""
    page = DrawbackPage(f"limits_{key}", visit, strings(visit.language, f"limits.{key}"))
    headline = import_module(f"llm_viz.chapters.limits.{key}.headline").headline
    try:
        found: Headline | None = headline(page)
    except LlmVizError:  # a model that only reads has no answers to count
        found = None
    card: CardPayload = {
        "key": key,
        "name": page.t("short"),
        "number": "?",
        "of": strings(visit.language, "limits")("card-asked"),
        "share": None,
        "asked": True,
    }
    if found is not None and not (found.answers and page.has_covered(_QUESTION)):
        number, counted = page.t("card", **found.values), page.t("card-of", **found.values)
        card |= {"number": number, "of": counted, "share": found.share, "asked": False}
    return card


def show(page: Page, key: str) -> None:
    """Draw the chosen drawback and nothing of the others."""
    with guarded(page.visit.language):
        import_module(f"llm_viz.chapters.limits.{key}.page").render(page.visit)
    drawback = DrawbackPage(f"limits_{key}", page.visit, page.t)
    if drawback.has_covered(_QUESTION):
        page.covers.append(_QUESTION)
