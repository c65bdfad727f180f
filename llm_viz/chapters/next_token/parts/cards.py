"""What may come next as a row of cards as wide as their probabilities, face down until somebody has guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.next_token.compute.cards import Deck
from llm_viz.kit.browser.messages import with_marks
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import QuestionPayload

_WORDS = {
    "others": ("count",), "others_short": (), "was": ("p",), "you": ("word",), "hint": (), "field": (),
    "exchange": ("word",),
}  # fmt: skip


class DeckToken(TypedDict):
    """`Token` in `deck_math.js`: `label` is empty while it lies face down, `was` what it had in the strip above."""

    id: int
    label: str
    p: float
    was: float | None


class GhostPayload(TypedDict):
    """What the visitor guessed, and the token that it is; −1: none of the listed ones."""

    label: str
    id: int


class OtherWordsPayload(TypedDict):
    """Words that would fit in the place of the word from `start` to `end` of the text."""

    start: int
    end: int
    words: list[str]


class CardsPayload(TypedDict):
    """What `cards.js` gets. `before`: the cards of the strip above, if there is one, and what it is called."""

    text: str
    tokens: list[DeckToken]
    cards: list[int]
    others: int
    before: list[int] | None
    before_name: str
    now_name: str
    ghost: GhostPayload | None
    question: QuestionPayload | None
    exchanges: bool
    other_words: OtherWordsPayload | None
    says: str
    alt: str
    words: dict[str, str]


def cards_payload(deck: Deck, text: str, vocabulary: int, t: Strings, *, is_covered: bool = False) -> CardsPayload:
    """The row of cards of `deck` after `text`; `is_covered`: face down, without a word of what lies on them."""
    labels = dict.fromkeys((card.id for card in deck.tokens), "") if is_covered else _labels(deck)
    row = {card.id: card for card in deck.tokens}
    listed = [
        f"{labels[token] or t('cards-hidden')} {percent(row[token].probability, t.language)}" for token in deck.shown
    ]
    return {
        "text": text,
        "tokens": [
            {"id": card.id, "label": labels[card.id], "p": card.probability, "was": card.before} for card in deck.tokens
        ],
        "cards": list(deck.shown),
        "others": vocabulary - len(deck.shown),
        "before": None if deck.before is None else list(deck.before),
        "before_name": "",
        "now_name": "",
        "ghost": None,
        "question": None,
        "exchanges": False,
        "other_words": None,
        "says": "",
        "alt": t("cards-alt", list="; ".join(listed)),
        "words": {key: with_marks(t, f"cards-{key.replace('_', '-')}", *marks) for key, marks in _WORDS.items()},
    }


def show_cards(key: str, payload: CardsPayload, **callbacks: Callable[[], None]) -> None:
    """Show the cards; `on_guess_change`, `on_exchange_change` and `on_word_change` take what the visitor does."""
    part(__file__, styles=("stage", "ask"))(key, payload, **callbacks)


def _labels(deck: Deck) -> dict[int, str]:
    """What stands on the cards: words without the spaces around them, unless two would look the same."""
    bare = {card.id: card.text.strip() for card in deck.tokens}
    alike = {word for word, count in Counter(bare.values()).items() if count > 1}
    return {
        card.id: visible(card.text if bare[card.id] in alike else bare[card.id] or card.text) for card in deck.tokens
    }
