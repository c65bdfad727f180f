"""The copying experiment: its data and its scores."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training.copying import (
    LENGTH,
    PERIOD,
    SIGNS,
    TESTS,
    CopyingReport,
    copying_work,
    rows_to_score,
    score,
)


class Copier(torch.nn.Module):
    """Is as good as sure that what stood `PERIOD` places before comes next."""

    def forward(self, ids: Tensor) -> Tensor:
        coming = torch.zeros_like(ids)
        coming[:, PERIOD - 1 :] = ids[:, : ids.shape[1] - PERIOD + 1]
        return 20.0 * torch.nn.functional.one_hot(coming, SIGNS).float()


def test_rows_are_repeated_and_the_control_is_not() -> None:
    repeated, control = rows_to_score(repeated=True), rows_to_score(repeated=False)
    assert repeated.shape == control.shape == (TESTS, PERIOD + LENGTH + 1)
    assert torch.equal(repeated[:, PERIOD:], repeated[:, : LENGTH + 1])
    alike = (control[:, PERIOD + 1 :] == control[:, 1 : LENGTH + 1]).double().mean()
    assert alike == pytest.approx(1 / SIGNS, abs=0.015)


def test_marks_of_a_perfect_copier() -> None:
    assert score(Copier(), rows_to_score(repeated=True)).exact == (1.0,) * LENGTH
    assert score(Copier(), rows_to_score(repeated=True)).probability == pytest.approx(1, abs=1e-6)
    control = score(Copier(), rows_to_score(repeated=False))
    assert control.sign == pytest.approx(1 / SIGNS, abs=0.03)
    assert control.exact[-1] == 0
    assert control.probability < 1 / SIGNS


def test_exact_match_counts_all_signs_so_far() -> None:
    class FirstOnly(Copier):
        def forward(self, ids: Tensor) -> Tensor:
            logits = super().forward(ids)
            logits[:, PERIOD + 1 :] = -logits[:, PERIOD + 1 :]
            return logits

    assert score(FirstOnly(), rows_to_score(repeated=True)).exact == (1.0, *(0.0,) * (LENGTH - 1))


def test_the_same_seed_gives_the_same_training() -> None:
    def first_reports() -> list[CopyingReport]:
        reports = copying_work(3)(never_cancel)
        return [next(reports) for _ in range(3)]

    assert first_reports() == first_reports()
