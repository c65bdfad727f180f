"""What chapter 10 claims of its live demonstrations, on the embedded models with the shipped seeds."""

from __future__ import annotations

import numpy as np
import pytest

from llm_viz.base.i18n import LANGUAGES, Language
from llm_viz.chapters.limits.bias.compute import MATERIAL, Leaning, log_odds, pronoun_ids
from llm_viz.chapters.limits.blackbox import compute as blackbox
from llm_viz.chapters.limits.culture import compute as culture
from llm_viz.chapters.limits.hallucination.compute import Asked, ask, first_invented, questions
from llm_viz.chapters.limits.shared.compute.answers import draw_answers
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.kit.compute.statistics import rank_correlation

pytestmark = pytest.mark.model

GEMMA, SMOLLM = "gemma-3-270m", "smollm2-135m"


def asked(language: Language, number: int) -> Asked:
    return ask(Model(local_engine(), default_model(language)), questions(language)[number], seed=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_agree_on_a_known_fact_and_fall_apart_on_an_invented_title(language: Language) -> None:
    known = asked(language, 0)
    invented = ask(Model(local_engine(), default_model(language)), first_invented(language), seed=0)
    assert known.favourite_is_right
    assert known.answers.agreement >= 0.8
    assert invented.answers.agreement <= 0.2
    assert invented.interval[1] < known.interval[0]
    assert invented.following.entropy_bits > known.following.entropy_bits + 4


@pytest.mark.parametrize(("language", "answer"), [("en", "Sydney"), ("ja", "ユーロ")])
def test_one_answer_is_sure_and_wrong(language: Language, answer: str) -> None:
    wrong = asked(language, len(questions(language)) - 1)
    assert wrong.answers.favourite == answer
    assert wrong.answers.agreement >= 0.5
    assert not wrong.favourite_is_right


@pytest.mark.parametrize(
    ("model", "language", "she", "he"),
    [(SMOLLM, "en", "nurse", "carpenter"), (GEMMA, "en", "nurse", "carpenter"), (GEMMA, "ja", "美容師", "整備士")],
)
def test_occupations_lean_further_than_words_for_anybody(model: str, language: Language, she: str, he: str) -> None:
    engine, material = local_engine(), MATERIAL[language]
    ids = pronoun_ids(Model(engine, model), language)
    assert ids is not None
    baseline = log_odds(Model(engine, model), language, material.neutral, ids)
    leanings = {
        noun: Leaning(noun, log_odds(Model(engine, model), language, noun, ids), baseline)
        for noun in (she, he, *material.controls)
    }
    assert leanings[she].one_sided
    assert leanings[he].one_sided
    assert leanings[she].mean < -1 < 1 < leanings[he].mean
    assert all(abs(leanings[noun].mean) < 1 for noun in material.controls)


def test_japanese_pronouns_have_no_token_in_the_english_model() -> None:
    assert pronoun_ids(Model(local_engine(), SMOLLM), "ja") is None


def test_an_english_tokenizer_charges_more_than_the_bytes_explain_and_a_large_one_does_not() -> None:
    small, large = (
        {one.language: one for one in culture.prices(Model(local_engine(), model))} for model in (SMOLLM, GEMMA)
    )
    assert small["ja"].mean > 2 * small["ja"].mean_size
    assert max(one.mean for one in large.values()) < 1.5
    assert large["hi"].mean < large["hi"].mean_size / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_cold_answers_are_alike_by_more_than_chance(language: Language) -> None:
    engine, model, prompt = local_engine(), default_model(language), culture.PROMPTS[language]
    cold, hot = (
        draw_answers(Model(engine, model), prompt, Sampling(temperature), culture.SAMPLES, culture.TOKENS).distinct
        for temperature in (culture.TEMPERATURES[0], culture.TEMPERATURES[-1])
    )
    assert cold < hot - 5


def read(language: Language) -> tuple[blackbox.Reading, int]:
    reading = blackbox.read(Model(local_engine(), default_model(language)), blackbox.default_text(language))
    at = blackbox.subject(reading, language)
    assert at is not None
    return reading, at


def effects_of(language: Language, reading: blackbox.Reading) -> blackbox.Effects:
    *_, (_, effects) = blackbox.measure(Model(local_engine(), default_model(language)), reading)
    assert effects is not None
    return effects


def test_attention_tells_little_of_what_a_head_does() -> None:
    reading, at = read("en")
    weights, effects = reading.attention[:, :, at].astype(np.float64), effects_of("en", reading)
    assert reading.tokens[at].text == " France"
    assert np.abs(effects.heads).argmax() == weights.argmax()  # here the head that looks hardest does matter most …
    assert effects.heads.min() < -2
    staring = (weights > 0.5) & (np.abs(effects.heads) < 0.1)
    assert staring.sum() >= 2  # … but others look as hard and do nothing
    correlation = rank_correlation(weights, np.abs(effects.heads))
    assert correlation is not None
    assert abs(correlation) < 0.4


def test_the_most_important_head_does_not_look_at_the_country_in_japanese() -> None:
    reading, at = read("ja")
    weights, effects = reading.attention[:, :, at], effects_of("ja", reading)
    strongest = np.unravel_index(int(np.abs(effects.heads).argmax()), effects.heads.shape)
    assert reading.winner == "パリ"
    assert effects.heads[strongest] < -2
    assert weights[strongest] < 0.1
    assert abs(effects.heads[blackbox.hardest_looking(reading, at)]) < 1


def test_the_model_explains_a_word_that_it_never_wrote() -> None:
    reading, at = read("en")
    interventions = blackbox.silenced(*blackbox.hardest_looking(reading, at), 9)
    *_, found = blackbox.explanations(Model(local_engine(), SMOLLM), "en", reading, interventions)
    whole, cut, control = found
    after = blackbox.without(Model(local_engine(), SMOLLM), reading.text, interventions)
    assert blackbox.outcome(reading, after) == "halved"
    assert whole.text
    assert cut.text
    assert control.text
    assert not control.written
    notes = blackbox.explanation_notes(found, 0.77, 0.14)
    assert "note-silent-inside" in {note.key for note in notes}
