"""The drawbacks as cards with a number each, of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from llm_viz.kit.browser.part import part

KEY = "limits-cards"
"""Its key in the session state; `chosen` is the card that was pressed last."""


class CardPayload(TypedDict):
    """`number` is what the card says, `of` what it counts, `share` its part of a whole (0 to 1), if it is one."""

    key: str
    name: str
    number: str
    of: str
    share: float | None


class CardsPayload(TypedDict):
    """What `drawback_cards.js` gets."""

    label: str
    cards: Sequence[CardPayload]
    chosen: str


def cards(label: str, offered: Sequence[CardPayload], chosen: str, on_choice: Callable[[], None]) -> None:
    """Show the cards."""
    payload: CardsPayload = {"label": label, "cards": offered, "chosen": chosen}
    part(__file__)(KEY, payload, on_chosen_change=on_choice)
