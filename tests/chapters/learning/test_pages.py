"""The page that a model writes over and over: what counts as a word, and what the shipped training shows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.learning.compute.pages import ENOUGH, first_words, lowest_loss, written_pages
from llm_viz.chapters.learning.compute.settings import recorded_settings
from llm_viz.training.experiments import PAGES
from llm_viz.training.pages import CHARACTERS, PageReport

STORIES: dict[Language, str] = {
    "en": "The fox was in a house. It saw the moon.",
    "ja": "きつねはパン屋さんで本を読みました。\n海は広い。",
}


def report(page: str, bits: float = 2.0, step: int = 1) -> PageReport:
    return PageReport(step, 1.0, bits, page, "")


def inked(page: str, language: Language) -> list[str]:
    [written] = written_pages([report(page)], STORIES[language], language)
    return [page[slice(*span)] for span in written.inked]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("xqz fox jkl", ["fox"]),
        ("it a in xq", []),  # short ones meet by chance
        ("saw a fox. it", ["saw", "a", "fox"]),  # but not beside longer ones, unless a stop stands between
        ("foxes", []),
        ("the\nfox", ["the", "fox"]),
        ("the\na", ["the"]),
        ("", []),
    ],
)
def test_english_words_of_the_stories_are_inked(page: str, words: list[str]) -> None:
    assert inked(page, "en") == words


def test_japanese_words_are_those_that_a_dictionary_cuts() -> None:
    assert inked("ぬきつねむ", "ja") == ["きつね"] or "きつね" in inked("きつねは", "ja")
    assert inked("は、で。を", "ja") == []
    assert "".join(inked("きつねは本を", "ja")).startswith("きつねは")


def test_how_much_is_inked_does_not_count_spaces() -> None:
    [written] = written_pages([report("fox  \n xq")], STORIES["en"], "en")
    assert written.share == 3 / 5
    assert written_pages([report("  ")], STORIES["en"], "en")[0].share == 0


def test_the_first_words_are_the_first_page_with_enough_of_them() -> None:
    pages = written_pages([report("xx"), report("fox " * (ENOUGH - 1)), report("fox " * ENOUGH)], STORIES["en"], "en")
    assert first_words(pages) == 2
    assert first_words(pages[:2]) == 1
    assert lowest_loss(written_pages([report("a", 3.0), report("b", 1.0), report("c", 2.0)], "x", "en")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_training_turns_noise_into_words(language: Language) -> None:
    reports = PAGES.recorded(language).reports
    pages = written_pages(reports, recorded_settings(language).corpus.train, language)
    assert [len(each.page) for each in reports] == [CHARACTERS[language]] * len(reports)
    assert all(one.step < other.step for one, other in pairwise(reports))
    assert reports[-1].step == recorded_settings(language).steps
    assert pages[0].share == 0
    assert pages[-1].share > 0.4
    assert 0 < first_words(pages) < len(pages) - 1
    assert reports[-1].validation_bits < 0.5 * reports[0].validation_bits
