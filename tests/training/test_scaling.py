"""The experiment on scaling laws: its plan, its losses, and that it stops when told to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llm_viz.training import scaling
from llm_viz.training.scaling_plan import (
    DATA_WIDTH,
    SEEDS,
    TOKENS,
    WIDTHS,
    Trial,
    from_json,
    full_plan,
    short_plan,
    to_json,
)
from tests.support.scaling_results import lawful


def test_plan_has_six_sizes_three_seeds_and_growing_data() -> None:
    plan = full_plan()
    assert len(set(plan)) == len(plan)
    for seed in SEEDS:
        assert {trial.width for trial in plan if trial.seed == seed and trial.tokens == TOKENS} == set(WIDTHS)
        assert len({trial.tokens for trial in plan if trial.seed == seed and trial.width == DATA_WIDTH}) >= 6
    assert len(SEEDS) == 3
    assert len(WIDTHS) >= 6
    assert {trial.seed for trial in short_plan(7)} == {7}


def test_a_larger_model_and_more_words_leave_less_loss_and_never_less_than_the_floor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scaling, "TEST_WORDS", 2000)
    trials = [Trial(8, 2**14, 3), Trial(32, 2**14, 3), Trial(32, 2**15, 3)]
    experiment = scaling.ScalingExperiment(trials)
    reports = list(experiment.run())
    small, large, fed = experiment.measurements
    assert small.loss > large.loss > fed.loss > experiment.results().floor
    assert small.parameters < large.parameters == fed.parameters
    assert len(reports) == scaling.report_count(trials)
    assert list(scaling.ScalingExperiment(trials[:1]).run())[-1] == replace(
        small, seconds=pytest.approx(small.seconds, 9)
    )


def test_it_stops_when_it_is_cancelled() -> None:
    class Left(Exception):
        pass

    def leave() -> None:
        raise Left

    with pytest.raises(Left):
        list(scaling.measure(short_plan())(leave))


def test_results_survive_their_file() -> None:
    made = lawful()
    assert from_json(to_json(made)) == made
