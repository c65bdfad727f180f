"""The adding experiment: its sums, its marks, and that a seed gives the same again."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training import adding
from llm_viz.training.adding import DIGITS, MOMENTS, SHOWN, STEPS, TESTS, asked_sums, measure_adding, sums, written
from llm_viz.training.experiments import ADDING


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def test_the_rows_are_true_sums_of_three_digits() -> None:
    rows = sums(np.random.default_rng(5), 300)
    assert rows.shape == (300, 3 * DIGITS + 2)
    for row in rows.tolist():
        first, second, result = map(int, written(row))
        assert first + second == result
        assert min(first, second) >= 100
        assert result <= 999


def test_the_test_has_its_full_length_and_hardly_a_sum_twice() -> None:
    asked = {tuple(row) for row in asked_sums().tolist()}
    assert len(asked_sums()) == TESTS
    assert len(asked) > 0.99 * TESTS


def test_the_kept_answers_are_marked_as_the_picture_marks_them() -> None:
    """The marks are of a thousand sums; the answers that are shown are of the first of them and must fit roughly."""
    truths = [written(row)[2] for row in asked_sums()[:SHOWN].tolist()]
    reports = ADDING.recorded("en").reports
    assert tuple(report.step for report in reports) == MOMENTS
    assert reports[-1].step == STEPS
    for report in reports:
        assert report.whole <= report.digits
        assert [len(answer) for answer in report.answers] == [DIGITS] * SHOWN
        digits = np.mean([given == true for answer, truth in zip(report.answers, truths, strict=True)
                          for given, true in zip(answer, truth, strict=True)])  # fmt: skip
        assert digits == pytest.approx(report.digits, abs=0.25)


def test_a_seed_gives_the_same_again_and_another_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "STEPS", 4)
    monkeypatch.setattr(adding, "MOMENTS", (2, 4))
    monkeypatch.setattr(adding, "TESTS", 40)
    first, again, other = (tuple(measure_adding("en", seed, never_cancel)) for seed in (0, 0, 1))
    assert first == again
    assert first != other
    assert [report.step for report in first] == [2, 4]
