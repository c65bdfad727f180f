"""What chapter 10 says of a whole training of the copying experiment."""

from __future__ import annotations

import pytest
import torch

from llm_viz.chapters.emergence.compute.copying import copying_notes, copying_told, flat_part, half_learnt, rise
from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training.copying import (
    EVERY,
    SIGNS,
    STEPS,
    CopyingReport,
    copying_work,
)
from llm_viz.training.experiments import COPYING


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


def test_the_question_covers_all_that_rises() -> None:
    kept = COPYING.recorded("en").reports
    flat = flat_part(kept)
    assert 0 < len(flat) < len(kept)
    assert max(report.copied.exact[-1] for report in flat) == 0
    assert kept[len(flat)].copied.exact[-1] > 0


def test_what_came_out_is_told_beside_the_guess() -> None:
    kept = COPYING.recorded("en").reports
    told = copying_told(kept, 200)
    assert told is not None
    assert (told.key, told.values["step"], told.values["guess"]) == ("copying-told", half_learnt(kept), 200)
    seen = copying_told(kept, None)
    assert seen is not None
    assert seen.key == "copying-seen"
    assert copying_told(flat_part(kept), 200) is None
