"""The guess at what comes next, and what may be said about a distribution, on made-up numbers."""

from __future__ import annotations

import math

import pytest

from llm_viz.chapters.next_token.compute.distribution import (
    distribution_notes,
    equal_choices,
    make_guess,
    tokens_for_half,
)
from llm_viz.engine.protocol.tokens import Candidate
from llm_viz.kit.compute.predictions import SHOWN, tail
from tests.chapters.next_token.examples import PARIS, keys
from tests.support.distributions import candidate, distribution, words


def always(_: Candidate) -> bool:
    return True


class TestGuess:
    def test_has_the_favourite_and_three_others_of_the_first_thirty(self) -> None:
        probabilities = [0.3 / (1 + rank) for rank in range(100)]
        guess = make_guess(words(*probabilities), "a text", always)
        assert guess is not None
        assert guess.answer == "word0"
        assert len(set(guess.options)) == 4
        ranks = sorted(int(option.removeprefix("word")) + 1 for option in guess.options)
        assert ranks[0] == 1
        assert all(2 <= rank <= 30 for rank in ranks[1:])

    def test_order_depends_on_the_text_only(self) -> None:
        options = {text: make_guess(words(*[0.01] * 40), text, always) for text in ("a", "b", "c", "d")}
        assert all(make_guess(words(*[0.01] * 40), text, always) == guess for text, guess in options.items())
        assert len({guess.options.index(guess.answer) for guess in options.values() if guess}) > 1

    def test_decoys_can_be_told_from_the_answer_and_read(self) -> None:
        guess = make_guess(
            distribution(
                candidate(1, " Paris", 0.5),
                candidate(2, "paris", 0.1),
                candidate(3, " ", 0.1),
                candidate(4, "⟨E3⟩", 0.1, "part"),
                candidate(5, "<eos>", 0.05, "special"),
                candidate(6, " Rome", 0.05),
                candidate(7, "rome", 0.01),
                candidate(8, "ing", 0.01),  # goes on with the word that the text ends with
                candidate(9, " Par", 0.01),
                candidate(10, "。", 0.01),
                candidate(11, "の", 0.01),
            ),
            "x",
            lambda word: word.text != " Par",
        )
        assert guess is not None
        assert sorted(guess.options) == ["Paris", "Rome"]

    def test_is_left_out_where_there_is_no_decoy(self) -> None:
        assert make_guess(words(1.0), "x", always) is None


class TestDistributionNotes:
    def test_a_favourite_is_sure_from_half_on(self) -> None:
        assert keys(distribution_notes(words(0.5, 0.1)))[0] == "note-favourite-sure"
        assert keys(distribution_notes(words(0.49, 0.1)))[0] == "note-favourite-unsure"

    def test_a_close_race_is_told_from_four_fifths_on(self) -> None:
        assert "note-close" in keys(distribution_notes(words(0.3, 0.25)))
        assert "note-close" not in keys(distribution_notes(words(0.3, 0.2)))

    def test_half_of_the_probability(self) -> None:
        assert tokens_for_half(words(0.2, 0.2, 0.1, 0.1)) == 3
        assert tokens_for_half(words(0.2, 0.2)) is None
        note = next(note for note in distribution_notes(words(0.2, 0.2, 0.1, 0.1)) if note.key == "note-half")
        assert note.values == {"count": 3}

    def test_the_tail_is_told_where_it_weighs(self) -> None:
        heavy = words(*[0.8 / SHOWN] * SHOWN, 0.1)
        assert tail(heavy) == (1000 - SHOWN, pytest.approx(0.2))
        assert "note-tail" in keys(distribution_notes(heavy))
        assert "note-tail" not in keys(distribution_notes(words(0.95)))

    def test_parts_of_characters_and_special_tokens_are_explained_where_shown(self) -> None:
        odd = distribution(PARIS, candidate(3, "⟨E3⟩", 0.1, "part"), candidate(4, "<eos>", 0.1, "special"))
        assert {"note-part", "note-special"} <= set(keys(distribution_notes(odd)))
        assert not {"note-part", "note-special"} & set(keys(distribution_notes(words(0.9, 0.05))))


def test_equal_choices_of_uniform_chances() -> None:
    assert equal_choices(math.log2(81)) == pytest.approx(81)
