"""What texts cost in tokens, one tile a token: the same meaning in two languages, or the visitor's own text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.tokens.compute.cost import Cost, TokenizerCosts
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part

ALL, OWN = "all", "own"
"""Choices beside the pairs: all of them together, and the visitor's own text."""


class PairPayload(TypedDict):
    """A choice: `texts` in Japanese and in English (None: not one pair), and what is said of its costs."""

    key: str
    texts: Sequence[str] | None
    says: str


class PricePayload(TypedDict):
    """The costs by one tokenizer: tokens of each pair (Japanese, English), and of the visitor's text."""

    name: str
    pairs: Sequence[tuple[int, int]]
    own: int
    ratios: str


class PricesPayload(TypedDict):
    """What `prices.js` gets."""

    choices: Sequence[PairPayload]
    prices: Sequence[PricePayload]
    settings: dict[str, str]
    names: dict[str, str]
    strings: dict[str, str]


def price_list(costs: Sequence[TokenizerCosts], own: Sequence[Cost]) -> list[PricePayload]:
    """The costs of the pairs, and of the visitor's text, by the same tokenizers in the same order."""
    return [
        {
            "name": cost.name,
            "pairs": [(pair.ja, pair.en) for pair in cost.pairs],
            "own": mine.tokens,
            "ratios": f"{mine.per_character:.2f} {mine.per_byte:.2f}",
        }
        for cost, mine in zip(costs, own, strict=True)
    ]


def prices(t: Strings, choices: Sequence[PairPayload], costs: Sequence[PricePayload], chosen: str) -> None:
    """Show the costs, at first those of the choice `chosen`."""
    payload: PricesPayload = {
        "choices": choices,
        "prices": costs,
        "settings": {"pair": chosen},
        "names": {choice["key"]: t(f"pair-{choice['key']}") for choice in choices},
        "strings": {
            "ja": t("language-ja"),
            "en": t("language-en"),
            "own": t("pair-own"),
            "label": t("pair-label"),
            "ratios": with_marks(t, "cost-ratios", "character", "byte"),
            "tile": t("cost-tile"),
        },
    }
    part(__file__, styles=("stage",))("tokens-prices", payload)
