"""The drawbacks as cards with a number each, of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from llm_viz.kit.browser.part import part

KEY = "limits-cards"
"""Its key in the session state; `chosen` is the card that was pressed last."""


class CardPayload(TypedDict):
    """`number` is what the card says, `of` what it counts, `share` its part of a whole (0 to 1), if it is one; `asked`:
    it is still to be guessed.
    """

    key: str
    name: str
    number: str
    of: str
    share: float | None
    asked: bool


class CardsPayload(TypedDict):
    """What `drawback_cards.js` gets."""

    label: str
    hint: str
    cards: Sequence[CardPayload]
    chosen: str


def cards(label: str, hint: str, offered: Sequence[CardPayload], chosen: str, on_choice: Callable[[], None]) -> None:
    """Show the cards, and where they leave a place free, what they are (`label`) and what to do with them (`hint`)."""
    payload: CardsPayload = {"label": label, "hint": hint, "cards": offered, "chosen": chosen}
    part(__file__)(KEY, payload, on_chosen_change=on_choice)
