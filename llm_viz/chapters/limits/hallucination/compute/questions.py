"""Questions with an answer, beside questions that have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from llm_viz.base.languages import Language

LONGEST_TITLE = 60  # characters of a visitor's title
OWN = "own"
"""The key of a title of the visitor's."""
Form = Literal["author", "capital", "currency"]

_FORMS: dict[Language, dict[Form, str]] = {
    "en": {
        "author": '"Oliver Twist" was written by Charles Dickens.\n"Hamlet" was written by William Shakespeare.\n'
        '"{}" was written by',
        "capital": "The capital of Italy is Rome.\nThe capital of Egypt is Cairo.\nThe capital of {} is",
    },
    "ja": {
        "author": "『羅生門』の作者は芥川龍之介です。\n『雪国』の作者は川端康成です。\n『{}』の作者は",
        "capital": "イタリアの首都はローマです。\nイギリスの首都はロンドンです。\n中国の首都は北京です。\n{}の首都は",
        "currency": "日本の通貨は円です。アメリカの通貨はドルです。{}の通貨は",
    },
}


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked. `truth`: what a right answer contains; "" where nothing would be right. `key`: its
    name in the address.
    """

    form: Form
    subject: str
    truth: str
    language: Language
    key: str

    @property
    def prompt(self) -> str:
        """Two or three questions of the same form with their answers, then this one without."""
        return _FORMS[self.language][self.form].replace("{}", self.subject)


_QUESTIONS: dict[Language, tuple[Question, ...]] = {
    "en": (
        Question("capital", "France", "Paris", "en", "fact"),
        Question("author", "Pride and Prejudice", "Austen", "en", "real"),
        Question("author", "The Glass Orchard of Velmora", "", "en", "invented"),
        Question("author", "The Salt Merchants of Quillhaven", "", "en", "invented2"),
        Question("capital", "Velmoria", "", "en", "country"),
        Question("capital", "Australia", "Canberra", "en", "trap"),
    ),
    "ja": (
        Question("capital", "フランス", "パリ", "ja", "fact"),
        Question("author", "吾輩は猫である", "夏目漱石", "ja", "real"),
        Question("author", "硝子の果樹園の番人", "", "ja", "invented"),
        Question("author", "灯台守と青い算盤", "", "ja", "invented2"),
        Question("capital", "ベルモリア", "", "ja", "country"),
        Question("currency", "スイス", "フラン", "ja", "trap"),
    ),
}


def questions(language: Language, own_title: str = "") -> tuple[Question, ...]:
    """The known fact first, as the control; a title of the visitor's last, if there is one."""
    title = " ".join(own_title[:LONGEST_TITLE].split())
    return (*_QUESTIONS[language], *((Question("author", title, "", language, OWN),) if title else ()))


def first_invented(language: Language) -> Question:
    """The title without an author that the guess is about."""
    return next(question for question in _QUESTIONS[language] if not question.truth and question.form == "author")
