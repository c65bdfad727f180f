"""Chapter 10's drawbacks from published figures: cost, returns, speed, law."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest

from llm_viz.chapters.limits.cost import compute as limits_cost
from llm_viz.chapters.limits.drawbacks import DEFAULT, DRAWBACKS
from llm_viz.chapters.limits.legal import compute as limits_legal
from llm_viz.chapters.limits.returns import compute as limits_returns
from llm_viz.chapters.limits.speed import compute as limits_speed
from llm_viz.chapters.limits.speed.compute import Run
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.generation import GenerationRequest
from llm_viz.engine.protocol.models import Bandwidth, Inventory
from llm_viz.facts.findings import findings
from llm_viz.facts.laws import published_fits
from llm_viz.facts.models import published_models
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.kit.compute.calculator import Calculator, Knob, Step, compute, product
from llm_viz.kit.compute.decoding_speed import Speed, ceiling, measure_speed, predicted_speed
from tests.support.fake_engine import FakeEngine

MINE = ("cost", "returns", "speed", "legal")


def test_the_drawbacks_are_those_of_the_article_in_its_order() -> None:
    keys = [one.key for one in DRAWBACKS]
    assert keys[:3] == ["cost", "returns", "data"]
    assert len(set(keys)) == len(keys) == 11
    assert DEFAULT in keys


@pytest.mark.parametrize("key", MINE)
def test_each_drawback_has_two_to_four_findings(key: str) -> None:
    assert 2 <= len(findings(f"limits.{key}")) <= 4


# ── Calculators ──


def test_a_product_takes_each_knob_to_its_power() -> None:
    described = Calculator("x", (), (Step("rate", (product(0.5, bandwidth=1, size=-1),)),), ())
    assert compute(described, {"bandwidth": 90.0, "size": 9.0, "other": 7.0})["rate"] == pytest.approx(5.0)


@pytest.mark.parametrize(("low", "high", "value", "log"), [(1, 10, 11, True), (0, 10, 5, True), (5, 1, 3, False)])
def test_a_knob_holds_its_value(low: float, high: float, value: float, log: bool) -> None:
    with pytest.raises(ValueError, match="not a knob"):
        Knob("x", low, high, value, "count", logarithmic=log)


# ── Cost ──


def test_the_second_run_of_the_same_model_emitted_about_seventy_tonnes() -> None:
    assert limits_cost.right_guess() == 70
    marked = [place for place in limits_cost.places("hydro", "grid") if place.twin]
    assert [place.name for place in marked] == ["grid", "hydro"]
    assert marked[1].grams_per_kwh == 0 < 600 < marked[0].grams_per_kwh


def test_the_place_notes_say_what_the_published_figures_show() -> None:
    notes = {note.key: note.values for note in limits_cost.place_notes(limits_cost.places("hydro", "grid"))}
    assert notes["note-twins"] == {"hydro_mwh": "135", "hydro_tonnes": "0", "grid_mwh": "104", "grid_tonnes": "70"}
    assert float(notes["note-spread"]["low"]) < 100 < float(notes["note-spread"]["high"])


def test_only_power_that_was_measured_counts_as_metered() -> None:
    runs = limits_cost.energy_runs()
    assert [run.energy_mwh or 0 for run in runs] == sorted((run.energy_mwh or 0 for run in runs), reverse=True)
    known = {run.model: limits_cost.metered(run) for run in runs}
    assert known["GPT-3 175B"]
    assert known["OLMo-7B"]
    assert not known["Llama 3.1 405B"]
    assert any(note.key == "note-metered" for note in limits_cost.run_notes(runs))


def test_a_class_uses_what_its_knobs_multiply_to() -> None:
    settings = {"people": 40.0, "prompts": 20.0, "wh": 0.24, "days": 200.0, "grid": 500.0}
    found = compute(limits_cost.class_calculator(), settings)
    assert found["energy"] == pytest.approx(38.4)
    assert found["carbon"] == pytest.approx(19.2)
    assert found["most"] == pytest.approx(38.4 * 4.32 / 0.24)


def test_heating_a_litre_takes_a_tenth_of_a_kilowatt_hour() -> None:
    assert pytest.approx(0.093, abs=0.0005) == limits_cost.BOILING_A_LITRE


# ── Returns ──


def test_ten_times_the_computing_takes_eleven_percent_of_the_loss_by_kaplan() -> None:
    assert limits_returns.kaplan_saving() == pytest.approx(0.109, abs=0.001)
    assert limits_returns.guesses()[2] == "11 %"


def test_each_tenfold_saves_less_under_the_corrected_fit_and_those_beyond_the_runs_are_told_apart() -> None:
    steps = limits_returns.steps()
    saved = [step.saved for step in steps]
    assert saved == sorted(saved, reverse=True)
    assert saved[0] > limits_returns.kaplan_saving() > saved[-1]
    assert [step.measured for step in steps] == [True] * 4 + [False] * 6
    keys = {note.key for note in limits_returns.step_notes(steps)}
    assert keys == {"note-kaplan", "note-shrinks", "note-extrapolated"}


def test_growing_one_thing_only_ends_above_growing_both() -> None:
    ways = limits_returns.ways()
    surface = published_fits()["besiroglu"].surface
    parameters, tokens = limits_returns.start_model()
    assert 6 * parameters * tokens == pytest.approx(limits_returns.START)
    assert ways.size[0] == pytest.approx(ways.both[0]) == pytest.approx(ways.data[0])
    assert np.all(ways.both[1:] < ways.size[1:])
    assert np.all(ways.both[1:] < ways.data[1:])
    stuck = surface.E + surface.B / tokens**surface.beta
    assert stuck < ways.size[-1] < stuck + 0.01
    assert {note.key for note in limits_returns.way_notes(ways)} == {"note-one-sided", "note-floor"}


def test_reading_again_is_worth_less_and_less() -> None:
    epochs, worth = limits_returns.repeats()
    assert worth[0] == 1
    assert np.all(np.diff(worth) > 0)
    assert np.all(worth[1:] < epochs[1:])
    assert worth[3] == pytest.approx(3.73, abs=0.01)
    assert worth[39] == pytest.approx(15.2, abs=0.1)


# ── Speed ──


def run(name: str, parameters: int, rate: float, again: bool = False, predicted: float = 100.0) -> Run:
    return Run(name, parameters, Speed(name, (1 / rate,) * 4), predicted, again)


def test_the_ceiling_is_bandwidth_by_bytes_of_weights() -> None:
    assert ceiling(3350e9, 8.03e9, 2) == pytest.approx(208.6, abs=0.1)
    inventory, bandwidth = Inventory((), 1000, ()), Bandwidth(8000.0, 4, "CPU", "float32")
    assert predicted_speed(inventory, bandwidth) == 2.0


class FiveTokens(FakeEngine):
    """Writes five tokens of whatever is asked."""

    def generate(self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel) -> Iterator[int]:
        return iter(range(5))

    def inventory(self, model: str, check_cancelled: CancelCheck = never_cancel) -> Inventory:
        return Inventory((), 1000, ())

    def bandwidth(self, check_cancelled: CancelCheck = never_cancel) -> Bandwidth:
        return Bandwidth(8000.0, 4, "CPU", "float32")


@pytest.mark.parametrize(("seconds", "rounds"), [(0.0, limits_speed.ROUNDS), (limits_speed.PATIENCE, 1)])
def test_models_take_turns_while_patience_lasts(seconds: float, rounds: int) -> None:
    clock = itertools.count(0.0, seconds)
    runs = limits_speed.measure_all(Model(FiveTokens(), "smollm2-135m"), clock=lambda: next(clock))
    assert [run.again for run in runs] == [False, False, True]
    assert all(len(run.speed.seconds) == 4 * rounds for run in runs)


def test_measuring_leaves_out_the_first_token_and_takes_the_median() -> None:
    ticks = iter([5.0, 5.5, 6.0, 9.0, 9.5])

    speed = measure_speed(Model(FiveTokens(), "any"), clock=lambda: next(ticks))
    assert speed.seconds == (0.5, 0.5, 3.0, 0.5)
    assert speed.tokens_per_second == 2.0


def test_size_is_spoken_of_only_beyond_what_two_runs_of_one_model_differ_by() -> None:
    clear = limits_speed.run_notes([run("a", 100, 50), run("b", 200, 25), run("a", 100, 48, again=True)])
    assert [note.key for note in clear] == ["note-noise", "note-slower", "note-gap"]
    noisy = limits_speed.run_notes([run("a", 100, 50), run("b", 200, 40), run("a", 100, 30, again=True)])
    assert [note.key for note in noisy] == ["note-noise", "note-not-slower", "note-gap"]
    faster = limits_speed.run_notes([run("a", 100, 50), run("b", 200, 60), run("a", 100, 49, again=True)])
    assert faster[1].key == "note-not-slower"
    over = limits_speed.run_notes([run("a", 100, 150), run("b", 200, 60), run("a", 100, 149, again=True)])
    assert over[-1].key == "note-over"


def test_memory_holds_back_a_single_text() -> None:
    limit, by_memory, by_arithmetic = limits_speed.bound()
    assert limit == "memory"
    assert by_memory < 300 < 10_000 < by_arithmetic


def test_the_cited_ceilings_are_those_that_follow_from_the_bandwidth() -> None:
    values = next(one.values for one in findings("limits.speed") if one.key == "bandwidth")
    table = limits_speed.cells("bf16")
    ceilings = [round(table[name][-1].tokens_per_second) for name in ("Llama 3.1 8B", "Llama 3.1 405B")]
    assert ceilings == [values["small"], values["large"]]
    assert limits_speed.machines()[-1].bandwidth == float(values["gigabytes"]) * 1e9


def test_fewer_bits_fit_more_and_are_faster() -> None:
    wide, narrow = limits_speed.cells("bf16"), limits_speed.cells("int4")
    for name in limits_speed.SIZES:
        for before, after in zip(wide[name], narrow[name], strict=True):
            assert after.tokens_per_second == pytest.approx(4 * before.tokens_per_second)
            assert after.fits or not before.fits
    phone = [machine.key for machine in limits_speed.machines()].index("phone")
    assert not wide["Llama 3.1 8B"][phone].fits
    assert narrow["Llama 3.1 8B"][phone].fits


def test_machines_without_a_published_figure_say_so() -> None:
    assert [machine.assumed for machine in limits_speed.machines()] == [True, True, False, False]


# ── Law ──


def test_one_of_the_candidates_is_above_the_line() -> None:
    assert limits_legal.above_line() == "Llama 3.1 405B"


def test_the_calculator_counts_only_parameters_that_work() -> None:
    described = limits_legal.flop_calculator()
    mixture = compute(described, limits_legal.settings("DeepSeek-V3 (MoE)"))
    assert mixture["compute"] == pytest.approx(3.286e24, rel=0.001)
    assert mixture["dense"] > limits_legal.LINE > mixture["compute"]
    plain = compute(described, limits_legal.settings("Llama 3.1 405B"))
    assert plain["compute"] == plain["dense"] == pytest.approx(3.8e25, rel=0.001)


def test_knobs_hold_every_example() -> None:
    for name in limits_legal.EXAMPLES:
        for knob in limits_legal.flop_calculator().knobs:
            assert knob.low <= limits_legal.settings(name)[knob.name] <= knob.high


def test_no_guess_stands_on_the_axis_as_a_fact() -> None:
    for model in limits_legal.on_axis():
        assert model.source.confidence != "low"
        assert model.training_flop is not None
        assert math.isfinite(model.training_flop)


def test_disclosure_is_counted_from_the_list() -> None:
    found = limits_legal.disclosures()
    assert len(found) == len(published_models())
    by_name = {one.model.name: one for one in found}
    assert by_name["Llama 3.1 405B"].compute == "stated"
    assert by_name["Llama 3.1 8B"].compute == "computable"
    assert by_name["GPT-5"].compute == "estimated"
    assert not by_name["GPT-5"].tokens
    early, late, control = limits_legal.shares(found)
    assert (early.tokens, late.tokens) == (early.count, 0)
    assert control.tokens / control.count > 0.5
    assert {note.key for note in limits_legal.share_notes((early, late, control))} == {"note-closing", "note-control"}
