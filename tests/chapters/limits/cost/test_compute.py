"""What training and using models takes, by published figures."""

from __future__ import annotations

import pytest

from llm_viz.chapters.limits.cost import compute as cost
from llm_viz.kit.compute.calculator import compute
from tests.chapters.limits.support import keys


def test_the_second_run_of_the_same_model_emitted_about_seventy_tonnes() -> None:
    assert round(cost.twins()["grid_tonnes"]) == 70
    twins = [run for run in cost.carbon_intensities("hydro", "grid") if run.twin]
    assert [run.name for run in twins] == ["grid", "hydro"]
    assert twins[1].grams_per_kwh == 0 < 600 < twins[0].grams_per_kwh


def test_a_much_larger_model_emitted_less_as_the_picture_says() -> None:
    bloom = cost.compared_runs()[0]
    assert bloom.model == "BLOOM-176B"
    assert (bloom.carbon_tonnes or 0) < cost.twins()["grid_tonnes"]


def test_the_notes_on_places_say_what_the_published_figures_show() -> None:
    notes = {note.key: note.values for note in cost.intensity_notes(cost.carbon_intensities("hydro", "grid"))}
    assert notes["note-twins"] == {"hydro_mwh": "135", "hydro_tonnes": "0", "grid_mwh": "104", "grid_tonnes": "70"}
    assert float(notes["note-spread"]["low"]) < 100 < float(notes["note-spread"]["high"])


def test_only_power_that_was_measured_counts_as_metered() -> None:
    runs = cost.energy_runs()
    assert [run.energy_mwh or 0 for run in runs] == sorted((run.energy_mwh or 0 for run in runs), reverse=True)
    known = {run.model: cost.metered(run) for run in runs}
    assert known["GPT-3 175B"]
    assert known["OLMo-7B"]
    assert not known["Llama 3.1 405B"]
    assert any(note.key == "note-metered" for note in cost.run_notes(runs))


def test_a_class_uses_what_its_knobs_multiply_to() -> None:
    settings = {"people": 40.0, "prompts": 20.0, "wh": 0.24, "days": 200.0, "grid": 500.0}
    results = compute(cost.class_calculator(), settings)
    assert results["energy"] == pytest.approx(38.4)
    assert results["carbon"] == pytest.approx(19.2)
    assert results["most"] == pytest.approx(38.4 * 4 / 0.24)


def test_heating_a_litre_takes_a_tenth_of_a_kilowatt_hour() -> None:
    assert pytest.approx(0.093, abs=0.0005) == cost.BOILING_A_LITRE


def test_every_estimate_in_money_is_shown_and_rings_are_those_of_undisclosed_models() -> None:
    estimates = cost.money_estimates()
    assert len(estimates) == 12
    assert {estimate.model for estimate in estimates if cost.guessed(estimate)} == {
        "GPT-4", "Gemini 1.0 Ultra", "Grok 3", "Grok 4", "GPT-4.5",
    }  # fmt: skip
    notes = cost.money_notes(estimates)
    assert keys(notes, "limits.cost") == ["note-money-range", "note-rented", "note-undisclosed"]
    assert notes[0].values == {"most": "Grok 4", "least": "LLaMA-65B", "times": 670}
    assert notes[1].values == {"low": "2", "high": "7", "count": 7}


def test_a_cluster_draws_more_than_its_chips() -> None:
    [note] = [note for note in cost.run_notes(cost.energy_runs()) if note.key == "note-cluster"]
    assert note.values == {"model": "Llama 3.1 405B", "cluster": 1.38, "rated": 0.7}
    assert keys((note,), "limits.cost") == ["note-cluster"]
