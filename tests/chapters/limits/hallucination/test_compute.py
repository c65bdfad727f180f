"""Questions with an answer and without: what the answers' agreement tells, on made-up results."""

from __future__ import annotations

from llm_viz.chapters.limits.hallucination.compute.answers import (
    AnsweredQuestion,
    answer_notes,
)
from llm_viz.chapters.limits.hallucination.compute.questions import Question, questions
from llm_viz.chapters.limits.shared.compute.answers import Answers
from tests.chapters.limits.support import following, keys


def answered(question: Question, *counts: tuple[str, int]) -> AnsweredQuestion:
    return AnsweredQuestion(question, following(), Answers(counts))


def test_a_visitors_title_is_one_line_and_bounded() -> None:
    own = questions("en", "  A {} \n B" + "x" * 200)[-1]
    assert "\n" not in own.subject
    assert len(own.subject) <= 60
    assert own.subject in own.prompt
    assert len(questions("en", "  ")) == len(questions("en"))


def test_disagreement_warns_only_beside_a_control_that_agrees() -> None:
    fact, real, invented, _, _, wrong = questions("en")
    scattered = tuple((f"a{number}", 1) for number in range(20))
    known = answered(fact, ("Paris", 18), ("Lyon", 2))
    notes = answer_notes([known, answered(invented, *scattered), answered(wrong, ("Sydney", 17), ("Canberra", 3))])
    assert keys(notes, "limits.hallucination") == ["note-warning", "note-sure-and-wrong"]
    assert keys(answer_notes([answered(fact, *scattered), answered(invented, *scattered)]), "limits.hallucination") == [
        "note-real-unknown"
    ]
    assert keys(answer_notes([known, answered(invented, ("Smith", 15), ("Jones", 5))]), "limits.hallucination") == [
        "note-sure-of-nothing"
    ]
    assert "note-real-unknown" in keys(answer_notes([known, answered(real, *scattered)]), "limits.hallucination")
    assert answered(wrong, ("Sydney", 17), ("canberra", 3)).right == 3
