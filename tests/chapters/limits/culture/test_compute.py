"""What a language costs, and how many answers a temperature leaves, on made-up results."""

from __future__ import annotations

import pytest

from llm_viz.base.i18n import LANGUAGES, strings
from llm_viz.chapters.limits.culture.compute.diversity import SAMPLES, Diversity, diversity_notes
from llm_viz.chapters.limits.culture.compute.prices import SENTENCES, LanguagePrice, guess_answer, price_notes
from llm_viz.chapters.limits.shared.compute.answers import Answers
from llm_viz.facts.languages import gpt3_languages
from tests.chapters.limits.support import keys


def price(language: str, tokens: float, size: float) -> LanguagePrice:
    return LanguagePrice(language, (tokens,), (size,))


@pytest.mark.parametrize(("times", "guess"), [(1.1, "×1"), (2.7, "×2"), (3.0, "×4"), (5.0, "×4"), (30.0, "×16")])
def test_the_nearest_guess_is_the_answer(times: float, guess: str) -> None:
    assert guess_answer([price("ko", times, 2.0)]) == guess


def test_dear_means_dearer_than_the_bytes() -> None:
    names = {"en": "English", "hi": "Hindi"}
    english = price("en", 1.0, 1.0)
    dear = price_notes([english, price("hi", 5.0, 2.7)], "Model", names)
    assert keys(dear, "limits.culture") == ["note-dearest", "note-context"]
    even = price_notes([english, price("hi", 1.2, 2.7)], "Model", names)
    assert keys(even, "limits.culture") == ["note-even"]
    only_long = price_notes([english, price("hi", 2.0, 2.7)], "Model", names)
    assert keys(only_long, "limits.culture") == ["note-context"]


def test_every_language_has_the_same_sentences_and_a_name() -> None:
    assert len({len(texts) for texts in SENTENCES.values()}) == 1
    assert {"en", "ja"} <= {language.code for language in gpt3_languages()}
    for language in LANGUAGES:
        assert all(strings(language, "limits.culture")(f"language-{code}") for code in SENTENCES)


def drawn(temperature: float, *distinct: int) -> Diversity:
    repeats = (
        Answers((("rice", SAMPLES - count + 1), *((f"a{n}", 1) for n in range(count - 1)))) for count in distinct
    )
    return Diversity(temperature, tuple(repeats))


def test_fewer_answers_count_only_if_the_repeats_do_not_overlap() -> None:
    apart = diversity_notes([drawn(0.3, 3, 5), drawn(1.3, 18, 19)])
    assert keys(apart, "limits.culture") == ["note-alike", "note-crowded"]
    overlapping = diversity_notes([drawn(0.3, 16, 19), drawn(1.3, 18, 19)])
    assert keys(overlapping, "limits.culture") == ["note-no-difference"]
