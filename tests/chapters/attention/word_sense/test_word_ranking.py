"""The words that give a word its sense, on tiny models: a batch of cuts gives what single traces give."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, build_axis
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words, read_word
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking, rank_words
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout
from tests.chapters.attention.word_sense.made_up import mean_after
from tests.support import tiny


def test_word_shifts_are_those_of_single_cuts(
    engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis
) -> None:
    effects = rank_words(Model(engine, model), reading, axis, layers=(1, 2)).words
    assert [effect.word.text for effect in effects] == ["ate", "the", "red"]  # without the first: the sink
    before = mean_after(engine, model, reading, axis)
    for effect in effects:
        interventions = [AttentionKnockout(q, k, (1, 2)) for q in reading.word for k in effect.word.positions]
        assert effect.shift == pytest.approx(
            mean_after(engine, model, reading, axis, *interventions) - before, abs=1e-4
        )
        shares = reading.rows[:, :, list(effect.word.positions)].sum(-1)
        assert (effect.mean_weight, effect.max_weight) == pytest.approx((shares.mean(), shares.max()))
    assert max(abs(effect.shift) for effect in effects) > 1e-3


def test_in_an_encoder_the_words_after_the_studied_one_are_ranked_too(tmp_path: Path) -> None:
    model, card = "bert", tiny.save(tiny.bert, tmp_path / "bert")
    engine = LocalEngine(lambda _: card, lambda: [card])
    both = References(("the apple is sweet", "an apple is red"), ("the apple phone sells", "apple stock"))
    axis = build_axis(Model(engine, model), "apple", both)
    reading = read_word(Model(engine, model), "we ate the apple with a phone", "apple")
    assert reading.sees_later
    ranking = rank_words(Model(engine, model), reading, axis)
    assert [effect.word.text for effect in ranking.words] == ["ate", "the", "with", "a", "phone"]
    before = mean_after(engine, model, reading, axis)
    last = ranking.words[-1]
    interventions = [AttentionKnockout(query, key) for query in reading.word for key in last.word.positions]
    assert last.shift == pytest.approx(mean_after(engine, model, reading, axis, *interventions) - before, abs=1e-4)
    assert abs(last.shift) > 1e-4


def test_random_cuts_repeat_with_their_seed_only(
    engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis
) -> None:
    first, again, other = (rank_words(Model(engine, model), reading, axis, seed=seed).baseline for seed in (0, 0, 1))
    assert first is not None
    assert first == again
    assert first != other
    assert first.deviation > 0
    one_word = read_word(Model(engine, model), "the apple", "apple")
    assert rank_words(Model(engine, model), one_word, axis) == WordRanking((), None, None)


def test_the_strongest_link_is_cut_alone(
    engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis
) -> None:
    link = rank_words(Model(engine, model), reading, axis).link
    assert link is not None
    keys = [position for word in compared_words(reading) for position in word.positions]
    assert link.weight == reading.rows[:, :, keys].max() == reading.rows[link.layer, link.head, link.source]
    cut = AttentionKnockout(reading.position, link.source, (link.layer,), (link.head,))
    before = mean_after(engine, model, reading, axis)
    assert link.shift == pytest.approx(mean_after(engine, model, reading, axis, cut) - before, abs=1e-4)
