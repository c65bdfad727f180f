"""What chapter 6 claims about meaning, on the embedded models: the suggested words really have two senses there."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from llm_viz.base.i18n import Language
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import mean_sense
from llm_viz.chapters.attention.compute.word_sense.notes import SEPARATED
from llm_viz.chapters.attention.compute.word_sense.presets import WORD_PRESETS, WordPreset, find_preset, presets_for
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult, measure_word_sense
from llm_viz.chapters.attention.compute.word_sense.word_ranking import by_intervention, rank_words
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model

OFFERED = [(preset, model) for preset in WORD_PRESETS for model in preset.models]
DEFAULTS = [("Apple", "en", "smollm2-135m"), ("Apple", "en", "gemma-3-270m"), ("アップル", "ja", "gemma-3-270m")]
CONTROL_AT_MOST = 0.3
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
    control_a, control_b = map(mean_sense, found.control)
    assert abs(control_a - control_b) <= CONTROL_AT_MOST


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
