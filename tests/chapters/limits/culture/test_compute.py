"""What a language costs, and how many answers a temperature leaves, on made-up results."""

from __future__ import annotations

from llm_viz.base.i18n import strings
from llm_viz.base.languages import LANGUAGES
from llm_viz.chapters.limits.culture.compute.diversity import SAMPLES, Diversity, diversity_notes
from llm_viz.chapters.limits.culture.compute.prices import (
    GUESSED,
    REFERENCE,
    SENTENCES,
    SHOWN_AT_FIRST,
    LanguagePrice,
    price_notes,
)
from llm_viz.chapters.limits.culture.compute.shares import share_notes
from llm_viz.chapters.limits.shared.compute.answers import Answers
from llm_viz.facts.languages import gpt3_languages
from tests.chapters.limits.support import keys
from tests.support.written import written


def price(language: str, tokens: float, size: float) -> LanguagePrice:
    return LanguagePrice(language, (tokens,), (size,), 1)


def test_dear_means_dearer_than_the_bytes() -> None:
    names = {"en": "English", "hi": "Hindi"}
    english = price("en", 1.0, 1.0)
    dear = price_notes([english, price("hi", 5.0, 2.7)], "Model", names)
    assert keys(dear, "limits.culture") == ["note-dearest", "note-context"]
    even = price_notes([english, price("hi", 1.2, 2.7)], "Model", names)
    assert keys(even, "limits.culture") == ["note-even"]
    only_long = price_notes([english, price("hi", 2.0, 2.7)], "Model", names)
    assert keys(only_long, "limits.culture") == ["note-context"]


def test_the_picture_begins_with_the_language_that_is_compared_and_the_one_asked_for() -> None:
    assert SHOWN_AT_FIRST[0] == REFERENCE
    assert GUESSED in SHOWN_AT_FIRST
    assert set(SHOWN_AT_FIRST) < set(SENTENCES)


def test_every_language_has_the_same_sentences_and_a_name() -> None:
    assert len({len(texts) for texts in SENTENCES.values()}) == 1
    assert set(SENTENCES) <= {language.code for language in gpt3_languages()}
    for language in LANGUAGES:
        assert all(strings(language, "limits.culture")(f"language-{code}") for code in SENTENCES)


def test_the_rarest_of_the_languages_is_named_with_its_place_in_the_whole_list() -> None:
    [note] = share_notes(gpt3_languages(), {"hi": "Hindi", "ko": "Korean"})
    assert keys((note,), "limits.culture") == ["shares-place"]
    assert written(note.values) == {"language": "Hindi", "place": 41, "count": 118, "share": "0.0048\u00a0%"}


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
