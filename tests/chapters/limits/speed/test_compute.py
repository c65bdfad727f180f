"""The speed of models: measured in turns, and computed for machines that people have."""

from __future__ import annotations

import itertools

import pytest

from llm_viz.chapters.limits.speed.compute import machines as speed
from llm_viz.chapters.limits.speed.compute.measurement import PATIENCE, ROUNDS, SpeedRun, measure_all, run_notes
from llm_viz.engine.model import Model
from llm_viz.facts.findings import findings
from llm_viz.kit.compute.decoding_speed import Speed
from tests.support.five_tokens import FiveTokens


def run(name: str, parameters: int, rate: float, again: bool = False, predicted: float = 100.0) -> SpeedRun:
    return SpeedRun(name, parameters, Speed(name, (1 / rate,) * 4), predicted, again)


@pytest.mark.parametrize(("seconds", "rounds"), [(0.0, ROUNDS), (PATIENCE, 1)])
def test_models_take_turns_while_patience_lasts(seconds: float, rounds: int) -> None:
    clock = itertools.count(0.0, seconds)
    runs = measure_all(Model(FiveTokens(), "smollm2-135m"), clock=lambda: next(clock))
    assert [run.again for run in runs] == [False, False, True]
    assert all(len(run.speed.seconds) == 4 * rounds for run in runs)


def test_size_is_spoken_of_only_beyond_what_two_runs_of_one_model_differ_by() -> None:
    clear = run_notes([run("a", 100, 50), run("b", 200, 25), run("a", 100, 48, again=True)])
    assert [note.key for note in clear] == ["note-noise", "note-slower", "note-gap"]
    noisy = run_notes([run("a", 100, 50), run("b", 200, 40), run("a", 100, 30, again=True)])
    assert [note.key for note in noisy] == ["note-noise", "note-not-slower", "note-gap"]
    faster = run_notes([run("a", 100, 50), run("b", 200, 60), run("a", 100, 49, again=True)])
    assert faster[1].key == "note-not-slower"
    over = run_notes([run("a", 100, 150), run("b", 200, 60), run("a", 100, 149, again=True)])
    assert over[-1].key == "note-over"


def test_memory_holds_back_a_single_text() -> None:
    limit, by_memory, by_arithmetic = speed.limiting_factor()
    assert limit == "memory"
    assert by_memory < 300 < 10_000 < by_arithmetic


def test_the_cited_ceilings_are_those_that_follow_from_the_bandwidth() -> None:
    values = next(finding.values for finding in findings("limits.speed") if finding.key == "bandwidth")
    table = speed.models_on_machines("bf16")
    ceilings = [round(table[name][-1].tokens_per_second) for name in ("Llama 3.1 8B", "Llama 3.1 405B")]
    assert ceilings == [values["small"], values["large"]]
    assert speed.machines()[-1].bandwidth == float(values["gigabytes"]) * 1e9


def test_fewer_bits_fit_more_and_are_faster() -> None:
    wide, narrow = speed.models_on_machines("bf16"), speed.models_on_machines("int4")
    for name in speed.SIZES:
        for before, after in zip(wide[name], narrow[name], strict=True):
            assert after.tokens_per_second == pytest.approx(4 * before.tokens_per_second)
            assert after.fits or not before.fits
    phone = [machine.key for machine in speed.machines()].index("phone")
    assert not wide["Llama 3.1 8B"][phone].fits
    assert narrow["Llama 3.1 8B"][phone].fits


def test_machines_without_a_published_figure_say_so() -> None:
    assert [machine.assumed for machine in speed.machines()] == [True, True, False, False]
