"""How the model knows the order of the tokens, and what it makes of another order."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.numbers import Quantity, as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.order import Swap, Swapped, first_swap, movable, swapped
from llm_viz.chapters.inside.compute.telling import telling_tokens
from llm_viz.chapters.inside.parts.positions import asked_swap, positions_view
from llm_viz.chapters.inside.parts.words import last_words
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.page.frame import Page

_SWAP = "inside-swap"
"""Where the session state keeps model, text, and the positions of the two tokens that were swapped last."""


@st.fragment
def show(page: Page) -> None:
    """The act; each rerun of this fragment reads the text with two other tokens swapped."""
    with page.section("positions"):
        visit = page.visit
        visit.lm.check_causal()
        tokens = visit.lm.tokenize(visit.text).tokens
        words = last_words(tokens)
        shown = tokens[-len(words) :]
        subject = visit.model, visit.text
        known, kept = st.session_state.get(_SWAP, (None, None))
        swap: Swap | None = (
            kept if known == subject else first_swap(shown, telling_tokens(visit.text, shown, visit.language))
        )
        found = None if swap is None else swapped(visit.lm, visit.text, tokens, swap)

        def keep() -> None:
            asked = asked_swap()
            if asked is None or asked[1] >= len(words):
                return
            chosen = words[asked[0]]["position"], words[asked[1]]["position"]
            if set(chosen) <= set(movable(tokens)):
                st.session_state[_SWAP] = subject, chosen

        says = _says(page, tokens, swap, found)
        positions_view(words, visit.lm.place_encoding, swap, found, says, page.t, keep)


def _says(page: Page, tokens: tuple[Token, ...], swap: Swap | None, found: Swapped | None) -> str:
    if swap is None or found is None:
        return page.t("positions-nothing")
    one, other = (visible(tokens[position].text.strip()) for position in swap)
    values: dict[str, str | Quantity] = {
        "one": one,
        "other": other,
        "moved": as_percent(found.moved),
        "best": visible(found.best_before.strip()),
    }
    if found.best_before == found.best_after:
        return page.t("positions-says-same", **values)
    return page.t("positions-says", **values, new=visible(found.best_after.strip()))
