"""Chapter 9: its groups of runs and models, the shipped experiment, and notes that the numbers support."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.scaling.compute.budget import budget_notes, spent_models
from llm_viz.chapters.scaling.compute.drawing import first_runs
from llm_viz.chapters.scaling.compute.kaplan import kaplan_notes
from llm_viz.chapters.scaling.compute.own import SERIES, own_law, own_notes, samples_of
from llm_viz.chapters.scaling.compute.runs import run_groups, runs_notes
from llm_viz.facts.chinchilla import chinchilla_runs
from llm_viz.facts.cost import training_footprints
from llm_viz.facts.laws import published_fits
from llm_viz.facts.models import published_model
from llm_viz.kit.compute.notes import Note
from llm_viz.kit.compute.rent import rent
from llm_viz.training.scaling_plan import (
    DATA_WIDTH,
    SEEDS,
    TOKENS,
    full_plan,
    shipped_results,
)
from llm_viz.training.synthetic_language import SyntheticLanguage
from tests.support.scaling_results import lawful, results


class TestNotes:
    def test_a_law_that_holds_bends_or_surprises(self) -> None:
        shown = {
            last: {note.key for note in own_notes(own_law(lawful(last=last), "size", floor_known=True))}
            for last in (1.0, 2.0, 0.4)
        }
        assert "note-holds" in shown[1.0]
        assert {"note-bends", "note-not-straight"} <= shown[2.0]
        assert "note-better" in shown[0.4]
        assert "note-straight" in shown[1.0]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_note_can_be_said(self, language: Language) -> None:
        t = strings(language, "scaling")
        above = replace(lawful(), floor=1.9)
        data = results(2.0, *((DATA_WIDTH, 5000, 2**step, 2 + 2.0**-step) for step in range(3, 9)))
        notes: list[Note] = [*kaplan_notes(), *runs_notes()]
        notes += budget_notes(spent_models(published_fits()["besiroglu"].surface))
        notes += own_notes(own_law(data, "data", floor_known=True))
        fed = results(2.0, (DATA_WIDTH, 1500, TOKENS, 2.1), (DATA_WIDTH, 1500, 2 * TOKENS, 2.01)).measurements
        scarce = replace(lawful(), measurements=lawful().measurements + fed)
        notes += own_notes(own_law(scarce, "size", floor_known=True))
        for made, known in ((lawful(), True), (lawful(last=2.0), True), (lawful(last=0.4), True), (above, False)):
            notes += own_notes(own_law(made, "size", floor_known=known))
        notes += own_notes(own_law(replace(lawful(), floor=2.5), "size", floor_known=False))
        sentences = {note.key: t(note.key, **note.values) for note in notes}
        messages = text_file("scaling", language, "ftl").read_text("utf-8")
        assert sorted(sentences) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))
        assert all(sentences.values())


class TestDrawing:
    def test_one_goes_on_from_the_best_of_three_budgets(self) -> None:
        runs = first_runs()
        assert [round(run.flop / 1e18, 1) for run in runs] == [1.4, 3.4, 10.2]
        assert runs[0].loss > runs[1].loss > runs[2].loss
        near = [run for run in chinchilla_runs() if abs(run.flop / runs[2].flop - 1) < 0.05]
        assert min(run.loss for run in near) == runs[2].loss

    def test_a_run_whose_hours_are_published_would_cost_about_as_much(self) -> None:
        llama = next(run for run in training_footprints() if run.model == "Llama 3.1 405B")
        model = published_model("Llama 3.1 405B")
        assert llama.chip_hours is not None
        assert model.training_flop is not None
        assert rent().dollars * model.training_flop == pytest.approx(2.0 * llama.chip_hours, rel=0.25)


class TestFigures:
    def test_every_run_is_in_one_group(self) -> None:
        groups = run_groups()
        assert sum(len(group.runs) for group in groups) == 245
        assert [group.size for group in groups] == sorted(group.size for group in groups)

    def test_models_are_dense_and_known(self) -> None:
        spent = spent_models(published_fits()["besiroglu"].surface)
        by_name = {model.model.name: model for model in spent}
        assert by_name["GPT-3 175B"].ratio == pytest.approx(1.72, abs=0.01)
        assert by_name["Chinchilla 70B"].ratio == pytest.approx(20)
        assert by_name["SmolLM2-135M"].ratio == pytest.approx(14870, rel=1e-3)
        assert not any("MoE" in name or "encoder" in name for name in by_name)


class TestShipped:
    def test_they_are_the_whole_plan_and_say_what_they_were_made_with(self) -> None:
        shipped = shipped_results()
        done = {(trial.width, trial.tokens, trial.seed) for trial in shipped.measurements}
        assert done == {(trial.width, trial.tokens, trial.seed) for trial in full_plan()}
        assert shipped.entropy == pytest.approx(SyntheticLanguage().entropy, abs=1e-5)
        assert shipped.threads == 1
        assert all(trial.seconds > 0 for trial in shipped.measurements)

    def test_the_losses_are_above_the_floor_and_fall_with_size_and_data(self) -> None:
        shipped = shipped_results()
        for series in SERIES:
            means = [sample.mean for sample in samples_of(shipped.measurements, series)]
            assert means == sorted(means, reverse=True)
            assert means[-1] > shipped.floor

    def test_each_seed_alone_tells_the_same(self) -> None:
        """Each seed on its own falls from every size to the next."""
        shipped = shipped_results()
        for seed in SEEDS:
            alone = tuple(trial for trial in shipped.measurements if trial.seed == seed)
            means = [sample.mean for sample in samples_of(alone, "size")]
            assert means == sorted(means, reverse=True), seed

    def test_what_the_page_says_of_them(self) -> None:
        """The curve over sizes bends because words are scarce; a floor that is fitted is not the language's own."""
        shipped = shipped_results()
        sentences = {
            (series, known): {note.key for note in own_notes(own_law(shipped, series, floor_known=known))}
            for series in SERIES
            for known in (True, False)
        }
        assert {"note-not-straight", "note-bends", "note-scarce"} <= sentences["size", True]
        assert "note-floor-above" in sentences["size", False]
        assert "note-floor-below" in sentences["data", False]
