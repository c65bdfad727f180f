"""Drawn answers: where one ends, and how they are counted."""

from __future__ import annotations

import pytest

from llm_viz.chapters.limits.shared.compute.answers import answer_in, count_answers


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (" Jane Austen. It tells", "Jane Austen"),
        (" J. R. Miller, who", "J. R. Miller"),
        ("夏目漱石です。次", "夏目漱石"),
        ("\nnothing", ""),
        ("", ""),
    ],
)
def test_an_answer_ends_where_the_name_does(text: str, answer: str) -> None:
    assert answer_in(text) == answer


def test_answers_are_counted_without_regard_to_capitals() -> None:
    answers = count_answers((" Toast.", " eggs", " toast", " TOAST, please"))
    assert answers.counts == (("Toast", 3), ("eggs", 1))
    assert (answers.total, answers.distinct, answers.agreement) == (4, 2, 0.75)
