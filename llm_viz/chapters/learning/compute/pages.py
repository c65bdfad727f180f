"""The page that a model in training writes over and over: which of its words exist, and when the first appear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from llm_viz.base.languages import Language
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.training.pages import PageReport

Span = tuple[int, int]

ENOUGH = 5
"""So many words of the stories on one page count as the first words."""
_ENGLISH = re.compile(r"[A-Za-z][a-z']*")
_LONG = 3
_RARE = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff]")  # katakana and kanji: two of them rarely meet by chance


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page with the spans of its `words` that stand in the stories, and of all that is `inked`: these words, and
    beside them shorter ones, which alone might have met by chance.
    """

    report: PageReport
    words: tuple[Span, ...]
    inked: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The part of all characters but spaces and line breaks that is inked, 0 to 1."""
        written = sum(not character.isspace() for character in self.report.page)
        return sum(end - start for start, end in self.inked) / written if written else 0.0


def written_pages(reports: Sequence[PageReport], stories: str, language: Language) -> tuple[WrittenPage, ...]:
    """The pages, marked by the words of the stories that the model learned from."""
    known = {stories[start:end] for start, end in _pieces(stories, language)}
    return tuple(_written(report, known, language) for report in reports)


def _written(report: PageReport, known: set[str], language: Language) -> WrittenPage:
    page = report.page
    pieces = [span for span in _pieces(page, language) if page[slice(*span)] in known]
    words = [span for span in pieces if _counts(page[slice(*span)], language)]
    inked = set(words)
    for ordered in (pieces, pieces[::-1]):  # from word to word, in both directions
        for span, following in pairwise(ordered):
            gap = page[min(span[1], following[1]) : max(span[0], following[0])]
            if span in inked and gap in ("", " "):
                inked.add(following)
    return WrittenPage(report, tuple(words), tuple(sorted(inked)))


def first_words(pages: Sequence[WrittenPage]) -> int:
    """The place of the first page with `ENOUGH` words; the last one if there is none."""
    return next((place for place, page in enumerate(pages) if len(page.words) >= ENOUGH), len(pages) - 1)


def lowest_loss(pages: Sequence[WrittenPage]) -> int:
    """The place of the page at which the loss on other text is lowest."""
    return min(range(len(pages)), key=lambda place: pages[place].report.validation_bits)


def _pieces(text: str, language: Language) -> list[Span]:
    """The spans of all that may be a word, however short; in Japanese, as a dictionary cuts."""
    if language == "en":
        return [match.span() for match in _ENGLISH.finditer(text)]
    return [
        (line.start() + start, line.start() + end)
        for line in re.finditer(r"[^\n]+", text)
        for start, end in dictionary_words(line.group())
        if any(character.isalnum() for character in line.group()[start:end])
    ]


def _counts(word: str, language: Language) -> bool:
    """Whether a word is too long to have met by chance: three characters or more; in Japanese, two will do with a
    katakana or kanji.
    """
    return len(word) >= _LONG or (language == "ja" and len(word) == _LONG - 1 and bool(_RARE.search(word)))
