"""What may be said about a next-token distribution, on made-up numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from llm_viz.base.i18n import LANGUAGES, strings, text_file
from llm_viz.chapters.next_token.compute import distribution as next_token
from llm_viz.chapters.next_token.compute.distribution import (
    PRESETS,
    distribution_notes,
    exponential,
    make_guess,
    tokens_for_half,
)
from llm_viz.chapters.next_token.compute.lens import lens_notes
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram, Token
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.engine.protocol.types import TokenKind
from llm_viz.kit.charts.predictions import distribution_bars, mirrored_bars
from llm_viz.kit.compute import prediction_shift as next_token_what_if
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.prediction_shift import compare, comparison_notes, divergence_bits, variation
from llm_viz.kit.compute.predictions import SHOWN, settled_layer, tail

NO_REST = LogitHistogram(np.zeros(0, np.int64), np.zeros(0, np.float32), 0.05)


def candidate(id: int, text: str, probability: float, kind: TokenKind = "text") -> Candidate:
    return Candidate(id, text, kind, math.log(probability), probability)


def distribution(*candidates: Candidate, vocabulary: int = 1000) -> Distribution:
    return Distribution(candidates, NO_REST, entropy_bits=3.0, log_normaliser=0.0, vocabulary_size=vocabulary)


def words(*probabilities: float) -> Distribution:
    return distribution(*(candidate(id, f" word{id}", share) for id, share in enumerate(probabilities)))


def keys(notes: Sequence[Note]) -> list[str]:
    return [note.key for note in notes]


def reading(best: Candidate, rank: int, probability: float) -> LensReading:
    return LensReading((best,), entropy_bits=1.0, winner_probability=probability, winner_rank=rank)


READ = Token(0, 7, "is", b"is", 0, 2, "text")
PARIS, THE, IS = candidate(1, " Paris", 0.7), candidate(2, " the", 0.4), candidate(7, "is", 0.9)


class TestGuess:
    def test_has_the_favourite_and_three_others_of_the_first_thirty(self) -> None:
        probabilities = [0.3 / (1 + rank) for rank in range(100)]
        guess = make_guess(words(*probabilities), "a text")
        assert guess is not None
        assert guess.answer == "␣word0"
        assert len(set(guess.options)) == 4
        ranks = sorted(int(option.removeprefix("␣word")) + 1 for option in guess.options)
        assert ranks[0] == 1
        assert all(2 <= rank <= 30 for rank in ranks[1:])

    def test_order_depends_on_the_text_only(self) -> None:
        options = {text: make_guess(words(*[0.01] * 40), text) for text in ("a", "b", "c", "d")}
        assert all(make_guess(words(*[0.01] * 40), text) == guess for text, guess in options.items())
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
            ),
            "x",
        )
        assert guess is not None
        assert sorted(guess.options) == ["␣Paris", "␣Rome"]

    def test_is_left_out_where_there_is_no_decoy(self) -> None:
        assert make_guess(words(1.0), "x") is None


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


class TestSoftmax:
    def test_normaliser_is_recovered_from_candidates_and_histogram(self) -> None:
        rest = LogitHistogram(np.array([30, 20]), np.array([-2.0, -3.0], np.float32), 0.05)
        total = math.exp(1.0) + math.exp(0.5) + 30 * math.exp(-2.0) + 20 * math.exp(-3.0)
        best = tuple(Candidate(id, "x", "text", logit, math.exp(logit) / total) for id, logit in ((0, 1.0), (1, 0.5)))
        known = Distribution(best, rest, 3.0, math.log(total), 52)
        assert next_token.normaliser_error(known) == pytest.approx(0.0, abs=1e-6)
        wrong = Distribution(best, rest, 3.0, math.log(2 * total), 52)
        assert next_token.normaliser_error(wrong) == pytest.approx(0.5, abs=1e-6)

    @given(st.floats(-5000, 5000))
    def test_powers_are_readable_at_any_size(self, natural_log: float) -> None:
        mantissa, exponent = exponential(natural_log)
        assert 1 <= float(mantissa) < 10
        assert math.log(float(mantissa)) + exponent * math.log(10) == pytest.approx(natural_log, abs=5.1e-3)
        precise, exponent = exponential(natural_log, decimals=9)
        assert math.log(float(precise)) + exponent * math.log(10) == pytest.approx(natural_log, abs=1e-3)

    def test_equal_choices_of_uniform_chances(self) -> None:
        assert next_token.equal_choices(math.log2(81)) == pytest.approx(81)


class TestLens:
    def test_settled_is_where_the_winner_stays(self) -> None:
        ranks = [50, 1, 3, 1, 1]
        assert settled_layer([reading(PARIS, rank, 0.1) for rank in ranks]) == 3
        assert settled_layer([reading(PARIS, 1, 0.1)] * 3) == 0

    def test_notes_of_an_early_and_then_doubted_winner(self) -> None:
        lens = [reading(THE, 50, 0.0), reading(THE, 20, 0.0), reading(PARIS, 1, 0.9), reading(PARIS, 1, 0.5)]
        notes = {note.key: note.values for note in lens_notes(lens, READ)}
        assert notes["note-lens-settled"] == {"token": "␣Paris", "layer": 2, "last": 3}
        assert notes["note-lens-rival"]["rival"] == "␣the"
        assert notes["note-lens-far"]["rank"] == 20
        assert notes["note-lens-doubt"] == {"token": "␣Paris", "before": "90 %", "after": "50 %", "layer": 2}
        assert "note-lens-echo" not in notes
        assert "note-lens-last" not in notes

    def test_notes_of_a_late_winner_after_an_echo(self) -> None:
        lens = [reading(IS, 9, 0.0), reading(THE, 5, 0.1), reading(PARIS, 1, 0.7)]
        assert keys(lens_notes(lens, READ)) == ["note-lens-last", "note-lens-rival", "note-lens-echo"]


chances = arrays.arrays(np.float32, 6, elements=st.floats(0, 1, width=32)).filter(lambda p: p.sum() > 0.01)


class TestWhatIf:
    @given(chances, chances)
    def test_distances_have_their_bounds_and_do_not_depend_on_the_order(self, p: np.ndarray, q: np.ndarray) -> None:
        distance = divergence_bits(p, q)
        assert 0 <= distance <= 1
        assert distance == pytest.approx(divergence_bits(q, p), abs=1e-9)
        # Lin 1991, theorem 3: the divergence in bits is at most the variation.
        assert distance <= variation(p, q) + 1e-9
        assert divergence_bits(p, p) == pytest.approx(0, abs=1e-12)

    def test_distances_of_known_distributions(self) -> None:
        certain, other = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
        fair = np.array([0.5, 0.5], np.float32)
        assert divergence_bits(certain, other) == pytest.approx(1)
        assert variation(certain, fair) == pytest.approx(0.5)
        assert divergence_bits(certain, fair) == pytest.approx(0.5 * math.log2(4 / 3) + 0.25 * (math.log2(2 / 3) + 1))

    def test_gains_and_losses_are_those_of_the_whole_vocabulary(self) -> None:
        first, second = words(0.6, 0.3, 0.05), distribution(candidate(2, " word2", 0.7), candidate(0, " word0", 0.2))
        p, q = np.array([0.6, 0.3, 0.05, 0.05], np.float32), np.array([0.2, 0.05, 0.7, 0.05], np.float32)
        comparison = compare(first, second, p, q)
        assert comparison.gained is not None
        assert comparison.lost is not None
        assert (comparison.gained.candidate.id, comparison.lost.candidate.id) == (2, 0)
        assert [shift.candidate.id for shift in comparison.shifts] == [0, 2, 1]
        notes = {note.key: note.values for note in comparison_notes(first, second, comparison)}
        assert notes["note-other-favourite"] == {"first": "␣word0", "second": "␣word2"}
        assert notes["note-gained"]["second"] == "70 %"
        assert notes["note-tell-apart"] == {"chance": "82 %"}  # half of the changes 0.4 + 0.25 + 0.65 + 0 is 0.65

    def test_no_gain_is_told_where_nothing_moves(self) -> None:
        same = words(0.6, 0.4)
        p = np.array([0.6, 0.4], np.float32)
        assert keys(comparison_notes(same, same, compare(same, same, p, p))) == [
            "note-same-favourite",
            "note-tell-apart",
        ]

    def test_every_preset_has_a_text_to_compare_with(self) -> None:
        assert all(next_token_what_if.counterpart(preset.text) != preset.text for preset in PRESETS)
        assert next_token_what_if.counterpart("my own text") == "my own text"


@pytest.mark.parametrize("language", LANGUAGES)
class TestCharts:
    def test_tokens_are_shown_letter_by_letter(self, language: str) -> None:
        image = candidate(2, "</script><img src=x onerror=alert(1)>", 0.1)
        hostile = distribution(candidate(1, "<b>&amp;%{x}", 0.6), image)
        t = strings(language, "next_token")
        shift = next_token_what_if.Shift(image, 0.5, 0.1)
        for figure in (distribution_bars(hostile, t, "#000"), mirrored_bars([shift], t, "#000")):
            shown = figure.to_json()
            assert "\\u003cimg" not in shown
            assert "<img" not in shown
        assert distribution_bars(hostile, t, "#000").layout.yaxis.ticktext[0] == "&lt;b&gt;&amp;amp;%{x}"

    def test_bars_and_the_rest_make_up_everything(self, language: str) -> None:
        figure = distribution_bars(words(*[0.01] * 60), strings(language, "next_token"), "#000")
        assert len(figure.data[0].x) == SHOWN + 1
        assert sum(figure.data[0].x) == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_can_be_said(language: str) -> None:
    odd = distribution(
        candidate(0, "a", 0.3), candidate(1, "⟨E3⟩", 0.28, "part"), candidate(2, "<eos>", 0.01, "special")
    )
    doubted = [reading(IS, 50, 0.0), reading(THE, 20, 0.0), reading(PARIS, 1, 0.9), reading(PARIS, 1, 0.5)]
    p, q = np.array([0.3, 0.28, 0.01], np.float32), np.array([0.05, 0.6, 0.2], np.float32)
    moved = distribution(candidate(1, "⟨E3⟩", 0.6, "part"))
    notes = [
        *distribution_notes(odd),
        *distribution_notes(words(0.6, 0.1)),
        *distribution_notes(words(0.2, 0.2, 0.1)),
        *lens_notes(doubted, READ),
        *lens_notes([reading(THE, 2, 0.1), reading(PARIS, 1, 0.7)], READ),
        *comparison_notes(odd, moved, compare(odd, moved, p, q)),
        *comparison_notes(odd, odd, compare(odd, odd, p, p)),
    ]
    t = strings(language, "next_token")
    said = {note.key: t(note.key, **note.values) for note in notes}
    messages = text_file("next_token", language, "ftl").read_text("utf-8")
    assert sorted(said) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))
    assert all(said.values())
