"""A thousand words of GPT-3's training text, each a square in the hue of its language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.learning.compute.data import of_a_thousand
from llm_viz.facts.languages import LanguageShare
from llm_viz.kit.browser.part import part
from llm_viz.kit.page.question import Question, QuestionPayload

KEY = "learning-thousand"


class SpokenPayload(TypedDict):
    """A language: its squares, and its share of all words (0 – 1)."""

    code: str
    name: str
    squares: int
    share: float


class ThousandPayload(TypedDict):
    """What `thousand.js` gets: the first of the `languages` is English, the only one while the question is open.

    Squares that are left belong to others, of which there are `others`.
    """

    languages: list[SpokenPayload]
    others: int
    question: QuestionPayload
    settings: dict[str, str]
    strings: dict[str, str]


def thousand_words(shown: Sequence[LanguageShare], others: int, chosen: str, question: Question, t: Strings) -> None:
    """Show the squares of `shown`, the most frequent first; `chosen` is the code of the one that is looked at."""
    squares = of_a_thousand([language.share for language in shown])
    languages: list[SpokenPayload] = [
        {
            "code": language.code,
            "name": t(f"language-{language.code}"),
            "squares": count,
            "share": language.share,
        }
        for language, count in zip(shown, squares[:-1], strict=True)
    ]
    payload: ThousandPayload = {
        "languages": languages[:1] if question.is_open else languages,
        "others": 0 if question.is_open else others,
        "question": question.payload,
        "settings": {"words": chosen},
        "strings": {
            name: t(f"thousand-{name}", **{mark: f"{{{mark}}}" for mark in ("name", "count", "times", "guess", "one")})
            for name in ("picture", "title", "before", "some", "fewer", "first", "others", "rest", "guessed", "choose")
        },
    }
    part(__file__, styles=("stage", "ask"))(KEY, payload, on_guess_change=question.keep(KEY))
