"""Hallucination: questions with an answer beside questions that have none, and how sure the model is of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from llm_viz.base.i18n import Language
from llm_viz.base.numbers import percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.shared.samples import Answers, draw_answers
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.prediction_shift import Shift, most_probable_first
from llm_viz.kit.compute.statistics import wilson

SAMPLES = 20
TOKENS = 8
LONGEST_TITLE = 60  # characters of a visitor's title
LISTED = 50
_SHOWN = 5  # tokens of each question that are compared
_SURE = 0.5  # agreement from which the model counts as sure of its answer
_DIVIDED = 0.3

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
    """What the model is asked. `truth`: what a right answer contains; "" where nothing would be right."""

    form: Form
    subject: str
    truth: str
    language: Language

    @property
    def prompt(self) -> str:
        """Two or three questions of the same form with their answers, then this one without."""
        return _FORMS[self.language][self.form].replace("{}", self.subject)


def _question(language: Language, form: Form, subject: str, truth: str = "") -> Question:
    return Question(form, subject, truth, language)


_QUESTIONS: dict[Language, tuple[Question, ...]] = {
    "en": (
        _question("en", "capital", "France", "Paris"),
        _question("en", "author", "Pride and Prejudice", "Austen"),
        _question("en", "author", "The Glass Orchard of Velmora"),
        _question("en", "author", "The Salt Merchants of Quillhaven"),
        _question("en", "capital", "Velmoria"),
        _question("en", "capital", "Australia", "Canberra"),
    ),
    "ja": (
        _question("ja", "capital", "フランス", "パリ"),
        _question("ja", "author", "吾輩は猫である", "夏目漱石"),
        _question("ja", "author", "硝子の果樹園の番人"),
        _question("ja", "author", "灯台守と青い算盤"),
        _question("ja", "capital", "ベルモリア"),
        _question("ja", "currency", "スイス", "フラン"),
    ),
}
GUESSES = ("1", "2 – 5", "6 – 12", f"13 – {SAMPLES}")


def questions(language: Language, own_title: str = "") -> tuple[Question, ...]:
    """The known fact first, as the control; a title of the visitor's last, if there is one."""
    title = " ".join(own_title[:LONGEST_TITLE].split())
    return (*_QUESTIONS[language], *((_question(language, "author", title),) if title else ()))


def first_invented(language: Language) -> Question:
    """The title without an author that the guess is about."""
    return next(one for one in _QUESTIONS[language] if not one.truth and one.form == "author")


def guess_answer(answers: Answers) -> str:
    """The one of `GUESSES` that holds the number of different answers."""
    return GUESSES[sum(answers.distinct > most for most in (1, 5, 12))]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what the model said at once (its next-token distribution) and what it said when it was drawn."""

    question: Question
    following: Distribution
    answers: Answers

    @property
    def right(self) -> int:
        """How many of the answers contain the truth."""
        truth = self.question.truth.casefold()
        return sum(count for answer, count in self.answers.counts if truth and truth in answer.casefold())

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the agreement."""
        return wilson(self.answers.counts[0][1] / self.answers.total, self.answers.total)

    @property
    def favourite_is_right(self) -> bool:
        truth = self.question.truth.casefold()
        return bool(truth) and truth in self.answers.favourite.casefold()


def ask(lm: Model, question: Question, seed: int) -> Asked:
    """Read the question once, then draw the answers at temperature 1, unfiltered; `NotCausal` for an encoder."""
    following = lm.next_distribution(question.prompt, LISTED)
    answers = draw_answers(lm, question.prompt, Sampling(seed=seed), SAMPLES, TOKENS)
    return Asked(question, following, answers)


def first_words(lm: Model, known: Question, other: Question) -> tuple[Shift, ...]:
    """The best first tokens after either question, with their probability after both."""
    prompts = known.prompt, other.prompt
    best = [lm.next_distribution(prompt, LISTED).candidates[:_SHOWN] for prompt in prompts]
    named = {one.id: one for side in best for one in side}
    ids = tuple(named)
    first, second = (lm.sampling_probabilities(prompt, ids, Sampling()) for prompt in prompts)
    return most_probable_first(
        Shift(named[token], float(p), float(q)) for token, p, q in zip(ids, first, second, strict=True)
    )


def first_word_notes(known: Asked, other: Asked) -> tuple[Note, ...]:
    """How sure the model is of its first token, and whether it says that it does not know."""
    sure, unsure = known.following, other.following
    if unsure.entropy_bits <= sure.entropy_bits:
        return ()
    bits: dict[str, str | int | float] = {"known": f"{sure.entropy_bits:.1f}", "other": f"{unsure.entropy_bits:.1f}"}
    tokens: dict[str, str | int | float] = {
        "token": visible(unsure.candidates[0].text),
        "share": percent(unsure.candidates[0].probability),
    }
    return (Note("note-entropy", bits), Note("note-first", tokens))


def answer_notes(asked: Sequence[Asked]) -> tuple[Note, ...]:
    """What agreement of the answers tells, and where it misleads."""
    return (*_invented_notes(asked), *_wrong_notes(asked), *_unknown_notes(asked))


def _invented_notes(asked: Sequence[Asked]) -> list[Note]:
    """Answers to what cannot be answered; whether their disagreement warns, as it should."""
    control, invented = asked[0], [one for one in asked if not one.question.truth]
    if not invented:
        return []
    highest = max(one.answers.agreement for one in invented)
    notes = []
    if highest <= _DIVIDED < _SURE <= control.answers.agreement:
        shares = {"control": percent(control.answers.agreement), "highest": percent(highest)}
        notes.append(Note("note-warning", {**shares, "count": len(invented)}))
    elif highest >= _SURE:
        loudest = max(invented, key=lambda one: one.answers.agreement)
        values = {"subject": loudest.question.subject, "answer": visible(loudest.answers.favourite)}
        notes.append(Note("note-sure-of-nothing", {**values, "share": percent(highest)}))
    return notes


def _wrong_notes(asked: Sequence[Asked]) -> list[Note]:
    """Answers that agree and are wrong all the same."""
    wrong = [one for one in asked if one.question.truth and not one.favourite_is_right]
    return [
        Note(
            "note-sure-and-wrong",
            {
                "subject": one.question.subject,
                "answer": visible(one.answers.favourite),
                "count": one.answers.counts[0][1],
                "total": one.answers.total,
                "truth": one.question.truth,
            },
        )
        for one in wrong
        if one.answers.agreement >= _SURE and one.answers.favourite
    ]


def _unknown_notes(asked: Sequence[Asked]) -> list[Note]:
    """Real works about which the answers say as little as about invented ones."""
    return [
        Note("note-real-unknown", {"subject": one.question.subject, "distinct": one.answers.distinct})
        for one in asked
        if one.question.truth and one.right == 0 and one.answers.agreement <= _DIVIDED
    ]
