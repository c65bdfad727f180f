"""What is claimed of hallucination, on the embedded models with the shipped seeds."""

from __future__ import annotations

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.limits.hallucination.compute.answers import AnsweredQuestion, ask
from llm_viz.chapters.limits.hallucination.compute.questions import first_invented, questions
from llm_viz.engine.catalogue import default_model
from llm_viz.engine.local import local_engine
from llm_viz.engine.model import Model

pytestmark = pytest.mark.model


def answered(language: Language, number: int) -> AnsweredQuestion:
    return ask(Model(local_engine(), default_model(language)), questions(language)[number], seed=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_agree_on_a_known_fact_and_fall_apart_on_an_invented_title(language: Language) -> None:
    known = answered(language, 0)
    invented = ask(Model(local_engine(), default_model(language)), first_invented(language), seed=0)
    assert known.favourite_is_right
    assert known.answers.agreement >= 0.8
    assert invented.answers.agreement <= 0.2
    assert invented.interval[1] < known.interval[0]
    assert invented.following.entropy_bits > known.following.entropy_bits + 4


@pytest.mark.parametrize(("language", "answer"), [("en", "Sydney"), ("ja", "ユーロ")])
def test_one_answer_is_sure_and_wrong(language: Language, answer: str) -> None:
    wrong = answered(language, len(questions(language)) - 1)
    assert wrong.answers.favourite == answer
    assert wrong.answers.agreement >= 0.5
    assert not wrong.favourite_is_right
