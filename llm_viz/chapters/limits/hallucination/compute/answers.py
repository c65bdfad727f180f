"""Many answers to each question: how far they agree, and whether agreement tells right from wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.numbers import as_percent
from llm_viz.base.visible import visible
from llm_viz.chapters.limits.hallucination.compute.questions import Question
from llm_viz.chapters.limits.shared.compute.answers import Answers, draw_answers
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import Sampling
from llm_viz.engine.protocol.tokens import Distribution
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.statistics import wilson

SAMPLES = 20
TOKENS = 8
"""Answers to each question, and the most tokens of one."""
LISTED = 50
"""Candidates asked of the engine."""
_SURE = 0.5  # agreement from which the model counts as sure of its answer
_DIVIDED = 0.3  # agreement up to which its answers fall apart


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question, the model's distribution of the first token, and the answers that were drawn."""

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


def ask(lm: Model, question: Question, seed: int) -> AnsweredQuestion:
    """Read the question once, then draw the answers at temperature 1, unfiltered; `NotCausal` for an encoder."""
    following = lm.next_distribution(question.prompt, LISTED)
    answers = draw_answers(lm, question.prompt, Sampling(seed=seed), SAMPLES, TOKENS)
    return AnsweredQuestion(question, following, answers)


def answer_notes(answered: Sequence[AnsweredQuestion]) -> tuple[Note, ...]:
    """What agreement of the answers tells, and where it misleads."""
    return (*_invented_notes(answered), *_wrong_notes(answered), *_unknown_notes(answered))


def _invented_notes(answered: Sequence[AnsweredQuestion]) -> list[Note]:
    """Answers to what cannot be answered; whether their disagreement warns, as it should."""
    control, invented = answered[0], [answer for answer in answered if not answer.question.truth]
    if not invented:
        return []
    highest = max(answer.answers.agreement for answer in invented)
    notes = []
    if highest <= _DIVIDED < _SURE <= control.answers.agreement:
        shares = {"control": as_percent(control.answers.agreement), "highest": as_percent(highest)}
        notes.append(Note("note-warning", {**shares, "count": len(invented)}))
    elif highest >= _SURE:
        surest = max(invented, key=lambda answer: answer.answers.agreement)
        values = {"subject": surest.question.subject, "answer": visible(surest.answers.favourite)}
        notes.append(Note("note-sure-of-nothing", {**values, "share": as_percent(highest)}))
    return notes


def _wrong_notes(answered: Sequence[AnsweredQuestion]) -> list[Note]:
    """Answers that agree and are wrong all the same."""
    wrong = [answer for answer in answered if answer.question.truth and not answer.favourite_is_right]
    return [
        Note(
            "note-sure-and-wrong",
            {
                "subject": answer.question.subject,
                "answer": visible(answer.answers.favourite),
                "count": answer.answers.counts[0][1],
                "total": answer.answers.total,
                "truth": answer.question.truth,
            },
        )
        for answer in wrong
        if answer.answers.agreement >= _SURE and answer.answers.favourite
    ]


def _unknown_notes(answered: Sequence[AnsweredQuestion]) -> list[Note]:
    """Real works about which the answers say as little as about invented ones."""
    return [
        Note("note-real-unknown", {"subject": answer.question.subject, "distinct": answer.answers.distinct})
        for answer in answered
        if answer.question.truth and answer.right == 0 and answer.answers.agreement <= _DIVIDED
    ]
