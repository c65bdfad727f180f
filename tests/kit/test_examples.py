"""The sentences that pages begin with and suggest: the rules, and what the models do with those that are shipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.sampling.compute.distribution import LISTED, shares
from llm_viz.chapters.sampling.compute.presets import PRESETS as SAMPLED
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model
from llm_viz.kit.compute.examples import CANDIDATES, Example, best_first, measure
from llm_viz.kit.compute.predictions import without_signs
from llm_viz.kit.compute.presets import chosen_examples, default_text
from llm_viz.kit.compute.words import is_sign
from tests.support.distributions import candidate, distribution

GOOD = Example(
    "a", ("b", "c"), ("content", "content"), (0.5, 0.1), "b c d", loops=False, source="a", says_something=True
)


def test_the_best_token_is_a_likely_content_word_or_one_of_a_tie() -> None:
    assert GOOD.tells
    assert not replace(GOOD, shares=(0.39, 0.1)).tells
    assert replace(GOOD, shares=(0.3, 0.25)).tells
    assert not replace(GOOD, kinds=("content", "sign"), shares=(0.3, 0.25)).tells
    assert not replace(GOOD, shares=(0.15, 0.15)).tells
    assert not replace(GOOD, kinds=("sign", "content")).tells


def test_what_is_certain_anyway_shows_nothing() -> None:
    assert not replace(GOOD, shares=(0.98, 0.01)).tells
    assert replace(GOOD, shares=(0.8, 0.1)).tells


def test_broken_rules_put_an_example_behind() -> None:
    signs, loops, silent = (
        replace(GOOD, kinds=("content", "piece")),
        replace(GOOD, loops=True),
        replace(GOOD, kinds=("function", "content")),
    )
    assert [GOOD.keeps, signs.keeps, loops.keeps, silent.keeps] == [True, False, False, False]
    assert best_first([silent, loops, signs, GOOD]) == [GOOD, signs, loops, silent]


def test_of_good_examples_those_come_first_whose_score_a_content_word_explains() -> None:
    likelier = replace(GOOD, shares=(0.6, 0.1), source="、", says_something=False)
    assert likelier.keeps
    assert best_first([likelier, GOOD]) == [GOOD, likelier]


def test_enough_was_tried() -> None:
    assert len(set(CANDIDATES["ja"])) >= 60
    assert len(set(CANDIDATES["en"])) >= 40
    for language in LANGUAGES:
        assert {example.text for example in chosen_examples(language)} <= set(CANDIDATES[language])


def test_signs_are_left_out_and_their_probability_is_told() -> None:
    following = distribution(
        candidate(0, "、", 0.4), candidate(1, "学校", 0.2), candidate(2, "\n", 0.1), candidate(3, "⟨E3⟩", 0.05, "part")
    )
    assert [is_sign(token.text, token.kind) for token in following.candidates] == [True, False, True, False]
    shown, count, probability = without_signs(following)
    assert [token.id for token in shown] == [1, 3]
    assert (count, probability) == (2, pytest.approx(0.5))


@pytest.mark.model
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_that_a_visit_begins_with_keeps_the_rules(language: Language) -> None:
    lm, chosen = Model(local_engine(), default_model(language)), chosen_examples(language)[0]
    example = measure(lm, default_text(language), language)
    assert example.keeps
    assert example.says_something
    assert (example.words[0], example.stray) == (chosen.word, chosen.stray)
    assert example.shares[0] == pytest.approx(chosen.share, abs=0.02)


@pytest.mark.model
def test_raising_the_temperature_shows_something_in_japanese() -> None:
    lm, text = Model(local_engine(), default_model("ja")), SAMPLED[0].text
    following = lm.next_distribution(text, LISTED)
    cold, plain, hot = (float(shares(following, temperature)[0][0]) for temperature in (0.3, 1.0, 1.5))
    assert cold > 0.9
    assert 0.2 < plain < 0.8
    assert hot < plain - 0.2
