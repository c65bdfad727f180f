"""What chapter 6 claims about meaning, on the embedded models: the suggested words really have two senses there."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import mean_sense, sense_by_layer
from llm_viz.chapters.attention.compute.word_sense.cut_effects import WORTH_TRYING, cut_effects, suggested_cuts
from llm_viz.chapters.attention.compute.word_sense.notes import SEPARATED, control_holds_still
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, WordPreset, find_preset, presets_for
from llm_viz.chapters.attention.compute.word_sense.reading import read_word
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult, measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.span_knockouts import attention_knockouts
from llm_viz.chapters.attention.compute.word_sense.word_ranking import by_intervention, rank_words
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model

OFFERED = [(preset, model) for preset in WORD_PRESETS for model in preset.models]
DEFAULTS = [("Apple", "en", "smollm2-135m"), ("Apple", "en", "gemma-3-270m"), ("アップル", "ja", "gemma-3-270m")]
HELD_OUT_RIGHT = 0.8


@cache
def studied(preset: WordPreset, model: str) -> WordSenseResult:
    assert not set(preset.contexts) & {*preset.references.a, *preset.references.b}
    return measure_word_sense(
        Model(local_engine(), model), preset.word, preset.contexts, preset.references, preset.control
    )


@pytest.mark.parametrize(("preset", "model"), OFFERED, ids=lambda value: getattr(value, "key", value))
def test_an_offered_word_has_two_senses_and_its_control_has_one(preset: WordPreset, model: str) -> None:
    found = studied(preset, model)
    a, b = map(mean_sense, found.sense)
    assert a > 0 > b
    assert a - b >= SEPARATED
    assert found.control_moved is not None
    assert control_holds_still(found)


def test_the_control_moves_as_far_as_was_measured() -> None:
    """Mean over the pairs that causal models are offered; a control measured from the word's middle hid half of it."""
    found = [studied(preset, model) for preset, model in OFFERED if model != "minilm-l6"]
    ways = [
        (mean_sense(result.moved), mean_sense(result.control_moved))
        for result in found
        if result.control_moved is not None
    ]
    assert np.mean([control / word for word, control in ways]) == pytest.approx(0.29, abs=0.02)
    python = studied(next(preset for preset in WORD_PRESETS if preset.key == "python"), "gemma-3-270m")
    assert python.control_moved is not None
    assert (mean_sense(python.moved), mean_sense(python.control_moved)) == pytest.approx((0.99, 0.40), abs=0.03)


def test_a_word_whose_control_moves_half_as_far_is_not_offered() -> None:
    """Bat on SmolLM2: 0.42 of 0.83."""
    bat = next(preset for preset in WORD_PRESETS if preset.key == "bat")
    assert not control_holds_still(studied(bat, "smollm2-135m"))
    assert "smollm2-135m" not in bat.models


def test_the_last_third_is_a_convention() -> None:
    """On the example sentences the English default separates the senses best long before its last third."""
    apple = studied(WORD_PRESETS[0], "smollm2-135m").axis
    assert apple.separation().argmax() < last_third(apple.layers)[0]


@pytest.mark.parametrize(("preset", "model"), OFFERED, ids=lambda value: getattr(value, "key", value))
def test_references_lie_on_their_own_side_when_the_others_measure_them(preset: WordPreset, model: str) -> None:
    axis = studied(preset, model).axis
    layers = list(last_third(axis.layers))
    a, b = (scores[:, layers].mean(1) for scores in axis.held_out())
    assert np.concatenate([a > 0, b < 0]).mean() >= HELD_OUT_RIGHT


@pytest.mark.parametrize(("word", "language", "model"), DEFAULTS)
def test_the_default_examples_are_offered_on_the_default_models(word: str, language: Language, model: str) -> None:
    preset = find_preset(word)
    assert preset in presets_for(model, language)
    assert presets_for(default_model(language), language)[0] == preset


@pytest.mark.parametrize(("preset", "model"), OFFERED, ids=lambda value: getattr(value, "key", value))
def test_what_is_suggested_first_shows_an_effect(preset: WordPreset, model: str) -> None:
    """The cut that leads, out of those that a visitor may press first, moves the meaning far to the other sense."""
    found = studied(preset, model)
    lm = Model(local_engine(), model)
    effects = [cut_effects(lm, reading, found.axis) for reading in found.readings]
    first, *_ = suggested_cuts(found.readings, effects)
    reading = found.readings[first.side]
    cut = attention_knockouts(first.links, len(reading.tokens))
    after = mean_sense(sense_by_layer(found.axis, read_word(lm, reading.context, preset.word, cut)))
    assert effects[first.side].towards_other(after - mean_sense(found.sense[first.side])) >= WORTH_TRYING


@pytest.mark.parametrize(("word", "language", "model"), DEFAULTS)
def test_both_readings_begin_as_one_vector(word: str, language: Language, model: str) -> None:
    """Before the first layer there is no difference to measure: the score is 0, not rounding noise."""
    preset = find_preset(word)
    assert preset is not None
    found = studied(preset, model)
    np.testing.assert_array_equal(found.readings[0].hidden[0], found.readings[1].hidden[0])
    assert [scores[0] for scores in found.sense] == [0, 0]


@pytest.mark.parametrize(
    ("word", "model", "clue"), [("Apple", "gemma-3-270m", "fresh"), ("アップル", "gemma-3-270m", "甘い")]
)
def test_cutting_the_clue_moves_the_meaning_more_than_random_cuts(word: str, model: str, clue: str) -> None:
    preset = find_preset(word)
    assert preset is not None
    found = studied(preset, model)
    reading = found.readings[0]
    ranking = rank_words(Model(local_engine(), model), reading, found.axis)
    most = by_intervention(ranking.words)[0]
    assert most.word.text == clue
    assert most.shift < -0.1
    assert ranking.baseline is not None
    assert ranking.baseline.exceeded_by(most.shift)
