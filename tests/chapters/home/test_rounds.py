"""What the first page computes and says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.chapters.home.compute import rounds as home
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import LensReading
from llm_viz.kit.compute.predictions import settled_layer
from tests.support.fake_engine import FakeEngine


def one_round(ranks: list[int]) -> home.Round:
    """A round in whose layers the token that is chosen has these ranks."""
    (first,) = home.rounds(Model(FakeEngine(), "smollm2-135m"), "ab", 1)
    layers = tuple(
        LensReading(first.next.candidates[: 1 if rank == 1 else 2][-1:], 1.0, 0.5, winner_rank=rank) for rank in ranks
    )
    return home.Round(first.tokens, layers, first.next)


def test_each_round_reads_what_the_rounds_before_chose() -> None:
    engine = FakeEngine()
    rounds = home.rounds(Model(engine, "smollm2-135m"), "ab", 3)
    assert ["".join(token.text for token in played.tokens) for played in rounds] == ["ab", "abc", "abcd"]
    assert [played.chosen.text for played in rounds] == ["c", "d", "e"]
    assert engine.traced[2].continuation == (ord("c"), ord("d"))


def test_there_is_an_end_to_the_rounds() -> None:
    assert len(home.rounds(Model(FakeEngine(), "smollm2-135m"), "a", 10**6)) == home.MAX_ROUNDS


@pytest.mark.parametrize(("ranks", "layer"), [([9, 9, 1, 1], 2), ([1, 9, 9, 1], 3), ([1, 1], 0), ([1], 0)])
def test_the_settled_layer_is_the_first_of_the_last_unbroken_run(ranks: list[int], layer: int) -> None:
    assert settled_layer(one_round(ranks).layers) == layer


def test_the_notes_say_what_the_layers_show() -> None:
    (settled, *_) = home.notes(one_round([9, 9, 1, 1]))
    assert (settled.key, settled.values) == ("note-settled", {"layer": 2, "layers": 3, "token": "c"})
    (late, *_) = home.notes(one_round([1, 9, 9, 1]))
    assert (late.key, late.values) == ("note-late", {"layers": 3, "token": "c", "before": "d"})


def test_a_choice_of_half_the_probability_is_not_called_unsure() -> None:
    assert "note-unsure" not in [note.key for note in home.notes(one_round([9, 1]))]


@given(st.integers(1, 200), st.integers(2, 40))
def test_the_shown_layers_fit_are_even_and_end_with_the_last(count: int, rows: int) -> None:
    shown = home.shown_layers(count, rows)
    assert 1 <= len(shown) <= rows
    assert shown[-1] == count - 1
    assert len({after - before for before, after in pairwise(shown)}) <= 1
