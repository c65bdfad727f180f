"""How the model knows the order of the tokens, and what it makes of another order."""

from __future__ import annotations

import streamlit as st

from llm_viz.base.numbers import Quantity, as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.inside.compute.order import Swap, Swapped, first_swap, movable, swapped
from llm_viz.chapters.inside.compute.telling import telling_tokens
from llm_viz.chapters.inside.parts.machine import machine_payload
from llm_viz.chapters.inside.parts.positions import asked_swap, chance_name, chance_names, positions_view
from llm_viz.chapters.inside.parts.words import last_words
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.page.folds import folded
from llm_viz.kit.page.frame import Page

QUESTION = "guess-positions"
_SWAP = "inside-swap"
"""Where the session state keeps model, text, and the positions of the two tokens that were swapped last."""


@st.fragment
def show(page: Page) -> None:
    """The fold. As a fragment, each rerun reads the text with two other tokens swapped."""
    with folded(page, "positions") as is_open:
        if not is_open:
            return
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
        question = page.ask_on_picture(QUESTION, [] if found is None else chance_names(found), in_fold=True)

        def keep() -> None:
            asked = asked_swap()
            if asked is None or asked[1] >= len(words):
                return
            chosen = words[asked[0]]["position"], words[asked[1]]["position"]
            if set(chosen) <= set(movable(tokens)):
                st.session_state[_SWAP] = subject, None if chosen == swap else chosen

        says = page.t("positions-asking") if question.is_open else _says(page, tokens, swap, found, question.guess)
        machine = machine_payload(visit.lm.facts, tokens[-1].text, page.t)
        positions_view(words, visit.lm.place_encoding, swap, found, says, question, machine, page.t, on_swap=keep)


def _says(page: Page, tokens: tuple[Token, ...], swap: Swap | None, found: Swapped | None, guess: str | None) -> str:
    if swap is None or found is None:
        return page.t("positions-nothing" if first_swap(tokens, tokens) is None else "positions-original")
    one, other = (visible(tokens[position].text.strip()) for position in swap)
    values: dict[str, str | Quantity] = {
        "one": one,
        "other": other,
        "moved": as_percent(found.moved),
        "best": chance_name(found.best_before),
    }
    new = chance_name(found.best_after)
    if found.best_before == found.best_after:
        says = page.t("positions-says-same", **values)
    else:
        says = page.t("positions-says", **values, new=new)
    if guess is None:
        return says
    judged = page.t("positions-right") if guess == new else page.t("positions-wrong", guess=guess)
    return f"{judged} {says}"
