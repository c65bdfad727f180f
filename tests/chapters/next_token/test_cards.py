"""The row of cards: nothing on it before the guess, true probabilities before and after, computed sentences."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.next_token.compute.cards import (
    Card,
    Deck,
    article_note,
    changed_part,
    compared_deck,
    deck_of,
    found,
    moved_notes,
    open_note,
    verdict,
)
from llm_viz.chapters.next_token.parts.cards import cards_payload
from llm_viz.kit.compute.prediction_shift import compare
from llm_viz.kit.markdown import sentence
from tests.chapters.next_token.examples import keys
from tests.support.distributions import candidate, distribution

FOLLOWING = distribution(
    *(
        candidate(number, text, 0.4 / 2**number)
        for number, text in enumerate([" Paris", " the", "the", "\n", " a", " in"])
    )
)


def test_five_cards_lie_widest_first() -> None:
    deck = deck_of(FOLLOWING)
    assert deck.shown == (0, 1, 2, 3, 4)
    assert deck.before is None
    assert [card.probability for card in deck.tokens] == pytest.approx([0.4, 0.2, 0.1, 0.05, 0.025])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_gives_the_words_away_while_the_cards_are_covered(language: Language) -> None:
    t = strings(language, "next_token")
    covered = cards_payload(deck_of(FOLLOWING), "It is", 1000, t, is_covered=True)
    assert [token["label"] for token in covered["tokens"]] == [""] * 5
    assert "Paris" not in str(covered)
    assert "40" in covered["alt"]
    turned = cards_payload(deck_of(FOLLOWING), "It is", 1000, t)
    assert [token["label"] for token in turned["tokens"]] == ["Paris", "␣the", "the", "⏎", "a"]
    assert turned["others"] == 995


def test_a_typed_guess_is_found_without_its_spaces_and_capitals() -> None:
    assert found(FOLLOWING, " paris ") == 0
    assert found(FOLLOWING, "IN") == 5
    assert found(FOLLOWING, "London") is None


@pytest.mark.parametrize(
    ("guess", "key"),
    [
        (None, "cards-turned"),
        ("paris", "cards-hit"),
        ("a", "cards-card"),
        ("in", "cards-among"),
        ("London", "cards-nowhere"),
    ],
)
def test_every_guess_gets_its_sentence(guess: str | None, key: str) -> None:
    note = verdict(FOLLOWING, guess)
    assert note.key == key
    for language in LANGUAGES:
        t = strings(language, "next_token")
        assert "Paris" in sentence(note, t)
        assert "**" not in sentence(note, t)
        assert "Paris" not in sentence(open_note(FOLLOWING), t)


def test_the_strip_and_the_cards_show_both_probabilities_of_a_token() -> None:
    second = distribution(candidate(5, " in", 0.7), candidate(0, " Paris", 0.1))
    p, q = np.zeros(8, np.float32), np.zeros(8, np.float32)
    p[:6] = [one.probability for one in FOLLOWING.candidates]
    q[[5, 0]] = 0.7, 0.1
    comparison = compare(FOLLOWING, second, p, q)
    deck = compared_deck(FOLLOWING, second, comparison)
    assert (deck.before, deck.shown) == ((0, 1, 2, 3, 4), (5, 0))
    cards = {card.id: card for card in deck.tokens}
    assert (cards[0].before, cards[0].probability) == pytest.approx((0.4, 0.1))
    assert (cards[5].before, cards[5].probability) == pytest.approx((0.0125, 0.7))
    notes = moved_notes(FOLLOWING, second, comparison)
    assert keys(notes) == ["cards-falls", "cards-rises", "cards-first-changes"]
    assert keys(moved_notes(FOLLOWING, FOLLOWING, compare(FOLLOWING, FOLLOWING, p, p))) == ["cards-first-stays"]
    assert all(sentence(note, strings(language, "next_token")) for language in LANGUAGES for note in notes)


def test_the_article_is_compared_by_its_likeliest_word() -> None:
    deck = Deck((Card(9, "学校", 0.001, 0.4), Card(8, "映画", 0.002, 0.25), Card(0, " Paris", 0.4)), (0,), (9, 8))
    note = article_note(deck, FOLLOWING)
    assert (note.values["word"], note.values["first"]) == ("学校", "␣Paris")


@pytest.mark.parametrize(
    ("text", "other", "part"),
    [
        ("The baby drinks warm", "The vampire drinks warm", "baby"),
        ("窓を開けると", "冷蔵庫を開けると", "窓"),
        ("a b c", "a b c", ""),
        ("one two", "three two one", "one two"),
        ("abc", "", "abc"),
    ],
)
def test_the_strip_is_called_by_what_was_changed(text: str, other: str, part: str) -> None:
    assert changed_part(text, other) == part
