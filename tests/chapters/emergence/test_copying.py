"""What chapter 10 says of a whole training of the copying experiment."""

from __future__ import annotations

import pytest
import torch

from llm_viz.chapters.emergence.compute.copying import copying_notes, rise
from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training.copying import (
    EVERY,
    SIGNS,
    STEPS,
    CopyingReport,
    copying_work,
)


@pytest.fixture(scope="module")
def run() -> list[CopyingReport]:
    torch.set_num_threads(1)
    return list(copying_work(0)(never_cancel))


def test_the_shipped_seed_shows_what_the_page_says(run: list[CopyingReport]) -> None:
    assert [report.step for report in run] == list(range(0, STEPS + 1, EVERY))
    keys = {note.key for note in copying_notes(run)}
    assert keys == {f"note-copy-{kind}" for kind in ("hard", "smooth", "before", "argmax", "control")}


def test_the_hard_metric_jumps_and_the_smooth_one_rises(run: list[CopyingReport]) -> None:
    exact = [report.copied.exact[-1] for report in run]
    probability = [report.copied.probability for report in run]
    hard, smooth = ((end - start) * EVERY for start, end in (rise(exact), rise(probability)))
    assert exact[0] == 0
    assert exact[-1] > 0.99
    assert hard <= STEPS / 10
    assert smooth >= 4 * hard


def test_the_control_learns_nothing(run: list[CopyingReport]) -> None:
    assert max(report.control.sign for report in run) < 2 / SIGNS
    assert all(report.control.exact[-1] == 0 for report in run)
