"""A score as a list of items that add up to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from llm_viz.engine.protocol.attribution import AttributionTargets, ScoreShares
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.tracing import TraceRequest
from llm_viz.kit.charts.receipt import receipt_bars
from llm_viz.kit.compute.receipt import (
    Item,
    items_by_layer,
    items_by_token,
    largest_first,
    receipt_notes,
    signed,
)
from tests.support.distributions import candidate
from tests.support.fake_engine import FakeEngine

TEXT = "abc"


@pytest.fixture
def traced() -> tuple[ScoreShares, tuple[Token, ...]]:
    request = TraceRequest("smollm2-135m", TEXT, attribution=(AttributionTargets(likeliest=2),))
    trace = FakeEngine().trace(request)
    return trace.attribution[0], trace.tokens


def test_the_lines_add_up_to_the_score(traced: tuple[ScoreShares, tuple[Token, ...]]) -> None:
    shares, _ = traced
    for items in (items_by_token, items_by_layer):
        for target in (0, 1):
            lines = items(shares, target)
            assert sum(line.share for line in lines) == pytest.approx(float(shares.score[target]), abs=1e-5)
            assert all(line.share for line in lines)
            shown = largest_first(lines, 1)
            assert [line.kind for line in shown][1:] == ["others"]
            assert shown[1].count == len(lines) - 1
            assert sum(line.share for line in shown) == pytest.approx(float(shares.score[target]), abs=1e-5)


def test_the_largest_come_first_for_or_against_and_one_line_is_never_gathered_alone() -> None:
    items = [Item("mlp", 1.0, 0), Item("mlp", -3.0, 1), Item("mlp", 2.0, 2)]
    assert [item.share for item in largest_first(items, 2)] == [-3.0, 2.0, 1.0]
    assert largest_first(items, 1) == [items[1], Item("others", 3.0, count=2)]


def test_what_is_said_is_what_the_numbers_show(traced: tuple[ScoreShares, tuple[Token, ...]]) -> None:
    shares, tokens = traced
    mean, source, mlp = receipt_notes(shares, 0, tokens)
    assert (mean.key, mean.values["score"]) == ("note-receipt-mean", "9.3")
    assert source.key == "note-receipt-source"
    assert (source.values["source"], source.values["layer"], source.values["share"]) == ("b", 2, "4.7")
    assert (mlp.key, mlp.values["layer"]) == ("note-receipt-mlp", 1)
    uneven = shares.attention.copy()
    uneven[0, 2, 1, 1] = -1.0
    assert receipt_notes(replace(shares, attention=uneven), 0, tokens)[1].key == "note-receipt-source-less"
    other = candidate(5, " x", 0.1)
    assert receipt_notes(replace(shares, against=other), 0, tokens)[0].key == "note-receipt-ahead"
    negative = replace(shares, against=other, score=-shares.score, attention=-shares.attention)
    behind, opponent, _ = receipt_notes(negative, 0, tokens)
    assert (behind.key, behind.values["score"]) == ("note-receipt-behind", "9.3")
    assert (opponent.key, opponent.values["source"]) == ("note-receipt-opponent", "b")
    # The first token has none before it.
    alone = replace(shares, position=0, attention=np.zeros((2, 3, 2, 1), np.float32))
    assert [note.key for note in receipt_notes(alone, 0, tokens)] == ["note-receipt-mean", "note-receipt-mlp"]


def test_bars_begin_at_zero_and_their_sum_stands_below() -> None:
    items = [Item("mlp", 2.0, 0), Item("attention", -1.0, 1, 0)]
    figure = receipt_bars(items, ["mlp", "“<b>”"], 1.0, "score", "#000")
    [bars] = figure.data
    assert list(bars.x) == [2.0, -1.0, 0.0]
    assert list(bars.text) == ["+2.00", "−1.00", "<b>+1.00</b>"]
    assert bars.marker.pattern.shape[:2] == ("", "/")
    assert figure.layout.xaxis.range[0] < -1.0 < 2.0 < figure.layout.xaxis.range[1]
    assert "&lt;b&gt;" in figure.layout.yaxis.ticktext[1]
    assert signed(-0.4) == "−0.40"
