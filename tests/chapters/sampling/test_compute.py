"""Chapter 5 on made-up numbers: shares, measures of diversity, notes, and what the browser may send."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from llm_viz.base.i18n import strings
from llm_viz.chapters.sampling.charts import first_token_chart
from llm_viz.chapters.sampling.compute.distribution import notes, nucleus_size, shares
from llm_viz.chapters.sampling.compute.texts import (
    SampledTexts,
    SamplingSettings,
    diversity,
    first_tokens,
    grouped,
    texts_notes,
)
from llm_viz.chapters.sampling.parts.draw_settings import parse_settings
from llm_viz.engine.distribution import BIN_WIDTH
from llm_viz.engine.protocol.generation import Continuation, Continuations, Sampling
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram


def distribution(probabilities: list[float], rest: float = 0.0, rest_count: int = 100) -> Distribution:
    """Listed tokens of these probabilities, and `rest_count` others that have `rest` together."""
    candidates = tuple(
        Candidate(number, chr(97 + number), "text", math.log(share), share)
        for number, share in enumerate(probabilities)
    )
    means = np.array([math.log(rest / rest_count)] if rest else [], np.float32)
    histogram = LogitHistogram(np.array([rest_count] if rest else [], np.int64), means, BIN_WIDTH)
    return Distribution(candidates, histogram, 1.0, 0.0, len(candidates) + (rest_count if rest else 0))


def text(*ids: int, bits: float = 1.0, ended: bool = False) -> Continuation:
    return Continuation(ids, "".join(chr(97 + token) for token in ids), bits * len(ids), ended)


def drawing(
    *items: Continuation,
    greedy: tuple[Continuation, ...] | None = None,
    expected: dict[int, float] | None = None,
    settings: SamplingSettings | None = None,
) -> SampledTexts:
    length = max(len(item.ids) for item in items)
    return SampledTexts(
        "m", "t", settings or SamplingSettings(length=length), Continuations(length, items),
        None if greedy is None else Continuations(length, greedy),
        {token: chr(97 + token) for token in range(9)}, expected or {0: 0.5, 1: 0.25, 2: 0.25},
    )  # fmt: skip


def keys(found: SampledTexts) -> list[str]:
    return [note.key for note in texts_notes(found)]


def test_shares_at_temperature_1_are_the_probabilities() -> None:
    listed, rest = shares(distribution([0.5, 0.2], rest=0.3), 1.0)
    np.testing.assert_allclose(listed, [0.5, 0.2], rtol=1e-6)
    assert rest == pytest.approx(0.3)


def test_half_the_temperature_squares_the_odds() -> None:
    listed, _ = shares(distribution([0.75, 0.25]), 0.5)
    np.testing.assert_allclose(listed, [0.9, 0.1])


@pytest.mark.parametrize(
    ("top_p", "size"), [(0.1, 1), (0.5, 1), (0.500001, 2), (0.75, 2), (0.8, 3), (0.9, None), (1.0, None)]
)
def test_the_nucleus_is_the_smallest_set_that_reaches_p(top_p: float, size: int | None) -> None:
    assert nucleus_size(distribution([0.5, 0.25, 0.125], rest=0.125), top_p) == size


@pytest.mark.parametrize(("share", "key"), [(0.3, "rare"), (0.7, "common"), (0.995, "sure")])
def test_the_note_on_the_favourite_follows_its_share(share: float, key: str) -> None:
    others = [(1 - share) / 100] * 100
    assert notes(distribution([share, *others]), "X")[0].key == f"note-favourite-{key}"


def test_a_light_tail_and_a_nucleus_beyond_the_list_are_not_mentioned() -> None:
    assert "note-tail" not in [note.key for note in notes(distribution([0.6, 0.395], rest=0.005), "X")]
    assert "note-nucleus" not in [note.key for note in notes(distribution([0.5, 0.1], rest=0.4), "X")]
    assert [note.key for note in notes(distribution([0.9, 0.05], rest=0.05), "X")][2:] == ["note-tail", "note-nucleus"]


def test_diversity_counts_texts_tokens_and_pairs() -> None:
    found = diversity([text(0, 1, 0, 1, bits=2), text(0, 1, 0, 1, bits=2), text(0, 2, bits=8)])
    assert (found.texts, found.different_texts, found.different_first) == (3, 2, 1)
    assert found.distinct_1 == 3 / 10
    assert found.distinct_2 == 3 / 7
    assert found.surprise == pytest.approx((8 * 2 + 2 * 8) / 10)


def test_one_token_has_no_pair() -> None:
    assert diversity([text(0)]).distinct_2 is None


def test_equal_texts_stand_together_in_the_order_of_their_first() -> None:
    assert [(item.ids, times) for item, times in grouped([text(1), text(0), text(1)])] == [((1,), 2), ((0,), 1)]


def test_first_tokens_are_compared_with_a_binomial_expectation() -> None:
    rows = first_tokens(drawing(text(0), text(0), text(1), text(5), expected={0: 0.5, 1: 0.2, 5: 0.05}))
    assert [(row.id, row.drawn) for row in rows] == [(0, 2), (1, 1), (5, 1), (None, 0)]
    assert rows[0].expected == 2
    assert rows[0].deviation == 1  # √(4 · ½ · ½)
    assert rows[3].expected == pytest.approx(1.0)


def test_tokens_that_can_not_come_are_not_listed_and_many_are_summed_up() -> None:
    expected = {0: 0.4, 1: 0.3, 2: 0.3, 3: 0.0}
    assert [row.id for row in first_tokens(drawing(text(0), expected=expected))] == [0, 1, 2]
    assert [row.id for row in first_tokens(drawing(text(2), expected=expected), most=2)] == [0, 2, None]


def test_notes_on_a_drawing_need_it_to_be_complete_and_true() -> None:
    same = (text(0, 1), text(0, 1))
    different = (text(0, 1, bits=3), text(2, 1, bits=3))
    assert keys(drawing(*different, greedy=same)) == [
        "note-different",
        "note-first",
        "note-greedy-same",
        "note-surprise",
    ]
    assert keys(drawing(*same, greedy=same)) == ["note-first", "note-greedy-same"]
    assert keys(drawing(*different, greedy=different)) == ["note-different", "note-first"]
    assert keys(drawing(*different, greedy=same, settings=SamplingSettings(length=5))) == []
    assert keys(drawing(*same, expected={0: 1.0})) == []
    assert keys(drawing(*same, settings=SamplingSettings(Sampling(temperature=0), length=2))) == ["note-greedy-same"]


def test_texts_that_all_ended_are_complete_before_their_length() -> None:
    assert drawing(text(0, ended=True), settings=SamplingSettings(length=20)).complete
    assert not drawing(text(0, ended=True), text(1), settings=SamplingSettings(length=20)).complete


def test_the_chart_shows_tokens_letter_by_letter() -> None:
    rows = first_tokens(drawing(text(0), expected={0: 1.0}))
    figure = first_token_chart(rows, {0: "<b>&\n"}, strings("en", "sampling"), "#000")
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;&amp;⏎",)


SENT = {"temperature": 0.7, "top_k": 40, "top_p": 0.9, "min_p": 0.05, "seed": 3, "count": 8, "length": 20}


def test_an_order_from_the_browser_is_read() -> None:
    assert parse_settings(SENT) == SamplingSettings(Sampling(0.7, 40, 0.9, 0.05, 3), 8, 20)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "draw",
        [],
        {},
        SENT | {"count": 10**9},
        SENT | {"length": -1},
        SENT | {"top_k": "x"},
        SENT | {"seed": None},
    ],
)
def test_an_order_that_no_button_sends_is_ignored(sent: object) -> None:
    assert parse_settings(sent) is None


@given(
    some.dictionaries(
        some.sampled_from(list(SENT)), some.one_of(some.none(), some.floats(), some.integers(), some.text())
    )
)
def test_whatever_is_sent_is_read_or_ignored(changes: dict[str, object]) -> None:
    order = parse_settings(SENT | changes)
    assert order is None or isinstance(order.sampling.top_k, int)
