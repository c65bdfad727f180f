"""A cloth over words: which words it may cover, and that every set of them is read as an ordinary trace would."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import build_axis
from llm_viz.chapters.attention.compute.word_sense.cover_search import Covered
from llm_viz.chapters.attention.compute.word_sense.covers import MOST_AT_ONCE, cover_words, first_masks, rests
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.scale import build_scale
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, TraceRequest
from tests.chapters.attention.word_sense.made_up import CONTEXT, REFERENCES
from tests.support.fake_engine import FakeEngine


def test_signs_go_with_the_word_before_and_what_the_word_cannot_see_stays() -> None:
    reading = read_word(Model(FakeEngine(), "smollm2-135m"), "we like red, ripe Apple pie", "Apple")
    words = cover_words(reading)
    assert [(word.text, word.kind) for word in words] == [
        ("we", "pinned"), ("like", "free"), ("red,", "free"), ("ripe", "free"), ("Apple", "word"), (" ", "pinned"),
        ("pie", "pinned"),
    ]  # fmt: skip
    assert sorted(position for word in words for position in word.positions) == list(range(len(reading.tokens)))


def test_all_sets_of_few_words_are_read_at_once_and_of_many_the_single_ones() -> None:
    lm = Model(FakeEngine(), "smollm2-135m")
    few = cover_words(read_word(lm, "we all like Apple", "Apple"))
    assert first_masks(few) == (0, 1, 2, 3)
    many = cover_words(read_word(lm, "we " + "so " * (MOST_AT_ONCE + 1) + "Apple", "Apple"))
    assert first_masks(many) == (0, 1, 2, 4, 8, 16, 32, 63)


def test_every_cover_is_what_an_ordinary_trace_with_these_links_cut_gives(engine: LocalEngine, model: str) -> None:
    lm = Model(engine, model)
    scale = build_scale(build_axis(lm, "apple", REFERENCES))
    reading = read_word(lm, CONTEXT, "apple")
    words = cover_words(reading)
    free = [word for word in words if word.kind == "free"]
    found = rests(lm, reading, scale, words, first_masks(words))
    assert len(found) == 2 ** len(free)
    for mask, rest in found.items():
        hidden = [position for index, word in enumerate(free) if mask >> index & 1 for position in word.positions]
        cut = tuple(AttentionKnockout(looking, seen) for looking in reading.word for seen in hidden)
        capture = Capture(hidden="all", positions=(reading.position,))
        trace = engine.trace(TraceRequest(model, CONTEXT, capture=capture, interventions=cut))
        states = np.stack([trace.hidden[layer][0] for layer in sorted(trace.hidden)])
        layers = len(states) - 1
        expected = scale.places(states)[layers - max(1, layers // 3) + 1 :].mean()
        assert rest == pytest.approx(expected, abs=1e-4)


def covered(nothing: float = -0.7, everything: float = 1.1, *alone: float, side: int = 1) -> Covered:
    return Covered("bank", "bank", "so", side, nothing, everything, tuple(zip("abcdef", alone, strict=False)))


def test_one_word_has_to_carry_at_least_half_of_the_way_and_not_go_far_past_its_end() -> None:
    assert covered(-0.7, 1.1, -0.7, -0.6, -0.8, 1.0).strongest == pytest.approx(("d", 1.7 / 1.8))
    assert covered(-0.7, 1.1, -0.7, -0.6, -0.8, 1.0).obeys()
    assert not covered(-0.7, 1.1, -0.7, -0.6, -0.8, 0.1).obeys()  # less than half
    assert not covered(-0.7, 1.1, -0.7, -0.6, -0.8, 2.0).obeys()  # past its end
    assert not covered(-0.7, 1.1, -0.6, -0.8, 1.0).obeys()  # three words
    assert not covered(-0.4, 1.1, -0.7, -0.6, -0.8, 1.0).obeys()  # not clear
    assert not covered(-0.7, 0.2, -0.7, -0.6, -0.8, 0.1).obeys()  # too short a way
    assert not covered(-0.7, 1.1, -0.7, -0.6, -0.8, 1.0, side=0).obeys()  # on the other side
