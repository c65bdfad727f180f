"""The made-up language, the experiment on it, the law through its results, and what is said of them."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from llm_viz.base.i18n import LANGUAGES, Language, strings, text_file
from llm_viz.chapters.scaling.compute.fit import Sample, fit_power_law
from llm_viz.chapters.scaling.compute.own import SERIES, own_law, own_notes, samples_of
from llm_viz.chapters.scaling.compute.published import budget_notes, kaplan_notes, run_groups, runs_notes, spent_models
from llm_viz.cli import main
from llm_viz.facts.laws import published_fits
from llm_viz.kit.compute.notes import Note
from llm_viz.training import scaling, scaling_plan
from llm_viz.training.made_up_language import MadeUpLanguage
from llm_viz.training.scaling_plan import (
    DATA_WIDTH,
    SEEDS,
    TOKENS,
    WIDTHS,
    Measurement,
    Results,
    Trial,
    from_json,
    full_plan,
    shipped_results,
    short_plan,
    to_json,
)


def results(floor: float, *losses: tuple[int, int, int, float]) -> Results:
    """Made-up results; each loss with its width, parameters and tokens."""
    measured = tuple(
        Measurement(width, size, tokens, seed, loss + 0.001 * seed, 1.0)
        for width, size, tokens, loss in losses
        for seed in SEEDS
    )
    return Results(floor, floor, 10, 100, 1, "2", measured)


def lawful(floor: float = 2.0, exponent: float = 0.5, last: float = 1.0) -> Results:
    """Sizes on a power law, the largest `last` times as far above the floor as it says."""
    sizes = [1000 * 4**step for step in range(6)]
    above = [(1000 / size) ** exponent for size in sizes]
    above[-1] *= last
    return results(
        floor, *((8 + step, size, TOKENS, floor + d) for step, (size, d) in enumerate(zip(sizes, above, strict=True)))
    )


class TestLanguage:
    language = MadeUpLanguage(seed=1, vocabulary=64, followers=6)

    def test_its_entropy_is_that_of_its_text(self) -> None:
        text = self.language.write(40_000, seed=2)
        assert self.language.surprise(text) == pytest.approx(self.language.entropy, abs=0.02)
        shares = [1 / (place * sum(1 / k for k in range(1, 7))) for place in range(1, 7)]
        assert self.language.entropy == pytest.approx(-sum(share * math.log(share) for share in shares))

    def test_counting_its_words_finds_its_chances(self) -> None:
        text = self.language.write(60_000, seed=3)
        word = int(np.bincount(text).argmax())
        after = np.bincount(text[1:][text[:-1] == word], minlength=64)
        found = after[self.language.followers[word]] / after.sum()
        assert found == pytest.approx(self.language.chances, abs=0.03)
        assert after.sum() == after[self.language.followers[word]].sum()

    def test_lists_hold_each_word_once(self) -> None:
        assert all(len(set(row)) == 6 for row in self.language.followers.tolist())

    def test_texts_differ_by_seed_and_come_again(self) -> None:
        first, again, other = (self.language.write(100, seed) for seed in (5, 5, 6))
        assert (first == again).all()
        assert (first != other).any()


class TestExperiment:
    def test_plan_has_six_sizes_three_seeds_and_growing_data(self) -> None:
        plan = full_plan()
        assert len(set(plan)) == len(plan)
        for seed in SEEDS:
            assert {one.width for one in plan if one.seed == seed and one.tokens == TOKENS} == set(WIDTHS)
            assert len({one.tokens for one in plan if one.seed == seed and one.width == DATA_WIDTH}) >= 6
        assert len(SEEDS) == 3
        assert len(WIDTHS) >= 6
        assert {one.seed for one in short_plan(7)} == {7}

    def test_a_larger_model_and_more_words_leave_less_loss_and_never_less_than_the_floor(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(scaling, "TEST_WORDS", 2000)
        trials = [Trial(8, 2**14, 3), Trial(32, 2**14, 3), Trial(32, 2**15, 3)]
        experiment = scaling.Experiment(trials)
        reports = list(experiment.run())
        small, large, fed = experiment.measurements
        assert small.loss > large.loss > fed.loss > experiment.results().floor
        assert small.parameters < large.parameters == fed.parameters
        assert len(reports) == scaling.report_count(trials)
        assert list(scaling.Experiment(trials[:1]).run())[-1] == replace(small, seconds=pytest.approx(small.seconds, 9))

    def test_it_stops_where_the_checkpoint_says_so(self) -> None:
        class Left(Exception):
            pass

        def leave() -> None:
            raise Left

        with pytest.raises(Left):
            list(scaling.measure(short_plan())(leave))

    def test_results_survive_their_file(self) -> None:
        made = lawful()
        assert from_json(to_json(made)) == made

    def test_the_command_prints_json_and_keeps_a_file(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        monkeypatch.setattr(scaling_plan, "WIDTHS", (8, 16, 24, 32, 40))
        monkeypatch.setattr(scaling_plan, "TOKENS", 2**10)
        file = tmp_path / "kept.json"
        assert main(["scaling", "--short", "--seed", "5", "--json", "--output", str(file)]) == 0
        shown = capsys.readouterr()
        assert len(json.loads(shown.out)["measurements"]) == 5
        assert from_json(file.read_text("utf-8")) == from_json(shown.out)
        assert "5/5" in shown.err
        assert main(["scaling", "--seed", "5"]) == 1


class TestFit:
    def test_a_known_law_is_found_again_with_and_without_its_floor(self) -> None:
        samples = samples_of(lawful(floor=2.0, exponent=0.4).measurements, "size")
        for floor in (2.001, None):
            fit = fit_power_law(samples, floor)
            assert fit.law.exponent == pytest.approx(0.4, abs=0.02)
            assert fit.law.floor == pytest.approx(2.0, abs=0.02)
            assert fit.law.r_squared > 0.999
            assert fit.exponent.low <= fit.law.exponent <= fit.exponent.high
            assert fit.law.loss(4000) == pytest.approx(2.0 + 4**-0.4, abs=0.01)

    def test_noisier_seeds_give_a_wider_interval(self) -> None:
        def spread(noise: float) -> float:
            dice = np.random.default_rng(1)
            samples = [Sample(x, tuple(1 + 10 * x**-0.5 * np.exp(dice.normal(0, noise, 3)))) for x in (1e2, 1e3, 1e4)]
            interval = fit_power_law(samples, 1.0).exponent
            return interval.high - interval.low

        assert 0 < spread(0.01) < spread(0.1)

    def test_what_cannot_be_fitted_is_refused(self) -> None:
        samples = [Sample(10.0**power, (3.0 - power / 10,)) for power in range(4)]
        with pytest.raises(ValueError, match="not above"):
            fit_power_law(samples, 2.9)
        with pytest.raises(ValueError, match="more points"):
            fit_power_law(samples[:2], None)


class TestNotes:
    def test_a_law_that_holds_bends_or_surprises(self) -> None:
        kept = {
            last: {note.key for note in own_notes(own_law(lawful(last=last), "size", floor_known=True))}
            for last in (1.0, 2.0, 0.4)
        }
        assert "note-holds" in kept[1.0]
        assert {"note-bends", "note-not-straight"} <= kept[2.0]
        assert "note-better" in kept[0.4]
        assert "note-straight" in kept[1.0]

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
        said = {note.key: t(note.key, **note.values) for note in notes}
        messages = text_file("scaling", language, "ftl").read_text("utf-8")
        assert sorted(said) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))
        assert all(said.values())


class TestFigures:
    def test_every_run_is_in_one_group(self) -> None:
        groups = run_groups()
        assert sum(len(group.runs) for group in groups) == 245
        assert [group.size for group in groups] == sorted(group.size for group in groups)

    def test_models_are_dense_and_known(self) -> None:
        spent = spent_models(published_fits()["besiroglu"].surface)
        by_name = {one.model.name: one for one in spent}
        assert by_name["GPT-3 175B"].ratio == pytest.approx(1.72, abs=0.01)
        assert by_name["Chinchilla 70B"].ratio == pytest.approx(20)
        assert by_name["SmolLM2-135M"].ratio == pytest.approx(14870, rel=1e-3)
        assert not any("MoE" in name or "encoder" in name for name in by_name)


class TestShipped:
    def test_they_are_the_whole_plan_and_say_what_they_were_made_with(self) -> None:
        shipped = shipped_results()
        done = {(one.width, one.tokens, one.seed) for one in shipped.measurements}
        assert done == {(one.width, one.tokens, one.seed) for one in full_plan()}
        assert shipped.entropy == pytest.approx(MadeUpLanguage().entropy, abs=1e-5)
        assert shipped.threads == 1
        assert all(one.seconds > 0 for one in shipped.measurements)

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
            alone = tuple(one for one in shipped.measurements if one.seed == seed)
            means = [sample.mean for sample in samples_of(alone, "size")]
            assert means == sorted(means, reverse=True), seed

    def test_what_the_page_says_of_them(self) -> None:
        """The curve over sizes bends because words are scarce; a floor that is fitted is not the language's own."""
        shipped = shipped_results()
        said = {
            (series, known): {note.key for note in own_notes(own_law(shipped, series, floor_known=known))}
            for series in SERIES
            for known in (True, False)
        }
        assert {"note-not-straight", "note-bends", "note-scarce"} <= said["size", True]
        assert "note-floor-above" in said["size", False]
        assert "note-floor-below" in said["data", False]
