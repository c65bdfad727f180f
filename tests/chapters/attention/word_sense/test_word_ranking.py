"""Interventions on the sense of a word, on tiny models: a batch of cuts gives what single traces give."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base.errors import ReferencesMissing
from llm_viz.chapters.attention.compute.word_sense.axis import References, SenseAxis, build_axis, mean_sense
from llm_viz.chapters.attention.compute.word_sense.head_effects import head_effects
from llm_viz.chapters.attention.compute.word_sense.reading import WordReading, compared_words, read_word
from llm_viz.chapters.attention.compute.word_sense.result import measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking, rank_words
from llm_viz.engine.catalogue import find_card
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tracing import AttentionKnockout, Capture, HeadAblation, TraceRequest
from tests.support import tiny

REFERENCES = References(("the sweet apple", "a red apple"), ("the phone of apple", "stock of apple"))
CONTEXT = "we ate the red apple"


@pytest.fixture(scope="module", params=["llama", "gemma3"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("models") / request.param
    tiny.save(tiny.CAUSAL[request.param], folder)
    return str(folder)


@pytest.fixture(scope="module")
def engine() -> LocalEngine:
    return LocalEngine(find=partial(find_card, trusted=True))


@pytest.fixture(scope="module")
def axis(engine: LocalEngine, model: str) -> SenseAxis:
    return build_axis(Model(engine, model), "apple", REFERENCES)


@pytest.fixture(scope="module")
def reading(engine: LocalEngine, model: str) -> WordReading:
    return read_word(Model(engine, model), CONTEXT, "Apple")


def mean_after(
    engine: LocalEngine,
    model: str,
    reading: WordReading,
    axis: SenseAxis,
    *interventions: AttentionKnockout | HeadAblation,
) -> float:
    """What an ordinary trace with these interventions gives: the slow way to a shift."""
    capture = Capture(hidden="all", positions=(reading.position,))
    hidden = engine.trace(TraceRequest(model, reading.context, capture=capture, interventions=interventions)).hidden
    return mean_sense(axis.score(np.stack([hidden[layer][0] for layer in sorted(hidden)])))


def test_a_word_is_read_at_its_last_token(reading: WordReading) -> None:
    assert reading.tokens[reading.position].end == len(CONTEXT)
    assert reading.hidden.shape == (4, 32)
    assert reading.rows.shape == (3, 4, len(reading.tokens))
    np.testing.assert_allclose(reading.rows.sum(-1), 1, atol=1e-5)


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


def test_head_shifts_fill_the_grid(engine: LocalEngine, model: str, reading: WordReading, axis: SenseAxis) -> None:
    *_, last = head_effects(Model(engine, model), reading, axis)
    assert last.complete
    before = mean_after(engine, model, reading, axis)
    for layer, head in ((0, 3), (2, 1)):
        silenced = mean_after(engine, model, reading, axis, HeadAblation(layer, head))
        assert last.shifts[layer, head] == pytest.approx(silenced - before, abs=1e-4)
    assert last.baseline.mean == pytest.approx(float(last.shifts.mean()))
    (best, second) = last.strongest(2)
    assert abs(best[2]) == pytest.approx(float(np.abs(last.shifts).max()))
    assert abs(best[2]) >= abs(second[2])


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


def test_a_context_does_not_measure_itself(engine: LocalEngine, model: str) -> None:
    contexts = (REFERENCES.a[0], REFERENCES.b[1])
    found = measure_word_sense(Model(engine, model), "apple", contexts, REFERENCES, "phone")
    assert len(found.axis.a) == len(found.axis.b) == 1
    assert found.control[0].shape == found.sense[0].shape == (4,)
    with pytest.raises(ReferencesMissing):
        measure_word_sense(Model(engine, model), "apple", REFERENCES.a, REFERENCES)
