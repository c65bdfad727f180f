"""The acts of a chapter: each has its own picture, and only the one that is looked at is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from llm_viz.kit.browser.address import remember_in_address
from llm_viz.kit.browser.stage import to_the_top
from llm_viz.kit.page.folds import link_to_fold
from llm_viz.kit.page.frame import Page
from llm_viz.kit.page.settings import option_setting


@dataclass(frozen=True, slots=True)
class Act:
    """A part of a chapter that fills the page. Message `act-<key>` is its name, `act=<key>` its address."""

    key: str
    show: Callable[[], None]
    reads_sentence: bool = True
    """Whether it is about the visitor's sentence; where not, the field for it is out of the way."""
    folds: tuple[str, ...] = ()
    """Folds below its picture (`folded`). An address that names one of them as its act opens this act and the fold."""


def play(page: Page, acts: Sequence[Act]) -> None:
    """The names of all acts in a row, the act that the visitor chose (at first the address, or else the first), and a
    button that leads to the one after it.
    """
    place = f"act-{page.name}"
    _unfold(page.name, place, acts)
    keys = [act.key for act in acts]
    names = {key: f"{number} {page.t(f'act-{key}')}" for number, key in enumerate(keys, start=1)}
    chosen = option_setting(
        page.visit, "act", keys, page.t("acts"), names.__getitem__, key=place, label_visibility="collapsed"
    )
    to_the_top(page.name, chosen)
    number = keys.index(chosen)
    marked = chosen if acts[number].reads_sentence else f"{chosen}-no-sentence"
    with st.container(key=f"{place}-{marked}"):
        acts[number].show()
    page.ahead.extend(keys[number + 1 :])
    if page.ahead:
        _way_to(page, place, page.ahead[0])


def _unfold(name: str, place: str, acts: Sequence[Act]) -> None:
    """Where a visit begins with an address that names a fold, open it in its act, and say so in the address."""
    asked = st.query_params.get("act")
    act = next((act for act in acts if asked in act.folds), None)
    if asked is not None and act is not None and place not in st.session_state:
        st.session_state[place] = act.key
        st.session_state[f"{place}-fold"] = asked
        link_to_fold(name, asked)
    opened = st.session_state.get(f"{place}-fold")
    if opened is not None:  # Streamlit writes of a fold what the visitor changes, and only that
        is_open = bool(st.session_state.get(f"show_{opened}"))
        remember_in_address(f"{place}-fold-address", **{f"show_{opened}": "true" if is_open else None})


def _way_to(page: Page, place: str, following: str) -> None:
    with st.container(key="next-act", horizontal=True, horizontal_alignment="right"):
        st.button(
            page.t("act-next", act=page.t(f"act-{following}")),
            key=f"{place}-next",
            icon=":material/arrow_forward:",
            icon_position="right",
            type="primary",
            on_click=_choose,
            args=(place, following),
        )


def _choose(place: str, key: str) -> None:
    st.session_state[place] = key
