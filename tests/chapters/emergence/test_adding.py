"""What chapter 10 says of the model that learns to add."""

from __future__ import annotations

from llm_viz.chapters.emergence.compute.adding import adding_notes, before_the_jump
from llm_viz.training.adding import AddingReport
from llm_viz.training.experiments import ADDING


def _reports(*marks: tuple[float, float]) -> list[AddingReport]:
    return [AddingReport(10 * 2**place, 1000, whole, digits, ()) for place, (whole, digits) in enumerate(marks)]


def test_the_kept_training_jumps_under_one_marking_and_had_grown_under_the_other() -> None:
    reports = ADDING.recorded("en").reports
    early = reports[before_the_jump(reports)]
    assert early.whole <= 0.02
    assert early.digits > 2 * reports[0].digits
    assert reports[before_the_jump(reports) + 1].whole > 0.1
    assert reports[-1].whole > 0.8
    assert [note.key for note in adding_notes(reports)] == ["note-add-before", "note-add-longer", "note-add-step"]


def test_only_what_the_numbers_say_is_said() -> None:
    together = _reports((0, 0.1), (0, 0.1), (0.5, 0.5), (1, 1))
    assert [note.key for note in adding_notes(together)] == ["note-add-step"]
    smooth = _reports((0, 0.1), (0, 0.4), (0, 0.6), (0.9, 1), (0.9, 1))
    assert [note.key for note in adding_notes(smooth)] == ["note-add-before", "note-add-longer"]


def test_where_nothing_jumps_the_last_moment_is_shown() -> None:
    assert before_the_jump(_reports((0, 0.1), (0, 0.2), (0.01, 0.3))) == 2
    assert before_the_jump(_reports((0.5, 0.6), (0.7, 0.8))) == 0
