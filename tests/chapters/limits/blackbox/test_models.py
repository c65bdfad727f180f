"""What is claimed of heads and of the model's explanations, on the embedded models."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.languages import Language
from llm_viz.chapters.limits.blackbox.compute import heads
from llm_viz.chapters.limits.blackbox.compute.explanation import explanation_notes, explanations
from llm_viz.chapters.limits.blackbox.compute.ranking import Effects, measure_effects
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.kit.compute.statistics import rank_correlation

pytestmark = pytest.mark.model


def read(language: Language) -> tuple[heads.Reading, int]:
    reading = heads.read(Model(local_engine(), default_model(language)), heads.default_text(language))
    subject = heads.default_subject(reading, language)
    assert subject is not None
    return reading, subject


def effects_of(language: Language, reading: heads.Reading) -> Effects:
    *_, (_, effects) = measure_effects(Model(local_engine(), default_model(language)), reading)
    assert effects is not None
    return effects


def test_attention_tells_little_of_what_a_head_does() -> None:
    reading, subject = read("en")
    weights, effects = reading.attention[:, :, subject].astype(np.float64), effects_of("en", reading)
    assert reading.tokens[subject].text == " France"
    assert np.abs(effects.heads).argmax() == weights.argmax()  # here the head that looks hardest does matter most …
    assert effects.heads.min() < -2
    staring = (weights > 0.5) & (np.abs(effects.heads) < 0.1)
    assert staring.sum() >= 2  # … but others look as hard and do nothing
    correlation = rank_correlation(weights, np.abs(effects.heads))
    assert correlation is not None
    assert abs(correlation) < 0.4


def test_the_most_important_head_does_not_look_at_the_country_in_japanese() -> None:
    reading, subject = read("ja")
    weights, effects = reading.attention[:, :, subject], effects_of("ja", reading)
    strongest = np.unravel_index(int(np.abs(effects.heads).argmax()), effects.heads.shape)
    assert reading.winner == "パリ"
    assert effects.heads[strongest] < -2
    assert weights[strongest] < 0.1
    assert abs(effects.heads[heads.strongest_head(reading, subject)]) < 1


def test_the_model_explains_a_word_that_it_never_wrote() -> None:
    reading, subject = read("en")
    ablations = heads.head_ablations(*heads.strongest_head(reading, subject), 9)
    *_, answers = explanations(Model(local_engine(), "smollm2-135m"), "en", reading, ablations)
    whole, cut, control = answers
    after = heads.next_without(Model(local_engine(), "smollm2-135m"), reading.text, ablations)
    assert heads.outcome(reading, after) == "halved"
    assert whole.text
    assert cut.text
    assert control.text
    assert not control.written
    notes = explanation_notes(answers, 0.77, 0.14)
    assert "note-never-written" in {note.key for note in notes}
