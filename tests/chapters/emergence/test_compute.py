"""Chapter 10's figures, what is said of them, and the formula of the mirage."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_viz.base.i18n import strings, text_file
from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.chapters.emergence.compute.adding import adding_notes
from llm_viz.chapters.emergence.compute.copying import copying_notes, rise
from llm_viz.chapters.emergence.compute.jump import (
    PICTURES,
    Picture,
    before,
    emerged,
    leap,
    marked,
    sentences,
    told,
)
from llm_viz.chapters.emergence.compute.metrics import TASKS, hard_metric, interval, line_to_show, smooth_metric
from llm_viz.chapters.emergence.compute.mirage import DIGITS, Curve, additions, distance, fitted, implied, mirage_notes
from llm_viz.chapters.emergence.compute.notes import hard_notes, smooth_notes
from llm_viz.chapters.emergence.sections.debate import SIDES
from llm_viz.facts.emergence import ModelResult, TaskResults, results, thresholds
from llm_viz.facts.findings import findings
from llm_viz.facts.source import Source
from llm_viz.kit.compute.notes import Note
from llm_viz.training.copying import EVERY, LENGTH, STEPS, CopyingReport, CopyingScore
from llm_viz.training.experiments import ADDING
from tests.support.written import written

SOURCE = Source("a paper", "high")


def measured(*values: float, items: int | None = 1000, error: float | None = None) -> tuple[ModelResult, ...]:
    """One family, each model ten times as large as the one before."""
    return tuple(
        ModelResult(f"m{index}", "M", 10.0 ** (8 + index), 10.0 ** (20 + index), None, value, error, items, SOURCE)
        for index, value in enumerate(values)
    )


def hard_only(*values: float, items: int | None = 1000) -> TaskResults:
    return TaskResults("made-up", "5-shot", {"exact": measured(*values, items=items)})


def by_key(notes: Sequence[Note]) -> dict[str, dict[str, str | int | float]]:
    return {note.key: note.values for note in notes}


class TestFacts:
    def test_known_figures_are_found(self) -> None:
        gpt3 = results("addition-3").by_metric["exact"]
        assert [(result.model, result.value) for result in gpt3[-2:]] == [("GPT-3 13B", 8.4), ("GPT-3 175B", 80.4)]
        assert results("addition-3").examples == 50
        assert [result.parameters for result in gpt3] == sorted(result.parameters for result in gpt3)

    def test_every_offered_task_is_there_and_has_sources(self) -> None:
        for key in TASKS:  # KeyError for one that is not there
            assert results(key).sources
            assert hard_metric(results(key)) in results(key).by_metric

    def test_hard_and_smooth_results_are_of_the_same_models(self) -> None:
        pairs = [key for key in TASKS if smooth_metric(results(key))]
        assert pairs == ["ipa", "lambada-step", "lambada-size", "lambada-gpt3"]
        for key in pairs:
            models = {tuple((result.model, result.step) for result in line) for line in results(key).by_metric.values()}
            assert len(models) == 1

    def test_steps_are_told_from_finished_models(self) -> None:
        assert {result.step for result in results("lambada-size").by_metric["last-word"]} == {None}
        steps = {result.step for result in results("lambada-step").by_metric["last-word"]}
        assert {0, 1, 143_000} <= steps

    def test_the_error_of_a_loss_is_the_relative_error_of_its_perplexity(self) -> None:
        result = next(r for r in results("lambada-size").by_metric["cross-entropy"] if r.model == "pythia-12b")
        assert result.standard_error == pytest.approx(0.08363 / 3.92364)
        assert result.value == pytest.approx(math.log(3.92364), abs=1e-3)

    def test_thresholds_are_in_order_and_each_names_its_source(self) -> None:
        flops = [threshold.flop for threshold in thresholds()]
        assert len(flops) == 22
        assert flops == sorted(flops)
        assert all("2206.07682" in threshold.source.citation for threshold in thresholds())
        listed = next(finding for finding in findings("emergence") if finding.key == "jump-thresholds")
        assert listed.values == {"count": len(flops)}


class TestInterval:
    def test_nothing_right_is_not_certainly_nothing(self) -> None:
        bounds = interval("exact", measured(0.0, items=2000)[0])
        assert bounds is not None
        assert bounds.low == pytest.approx(0)
        # Wilson 1927: z²/(m + z²)
        assert bounds.high == pytest.approx(100 * 1.96**2 / (2000 + 1.96**2))

    @given(st.integers(0, 500), st.integers(0, 500))
    def test_contains_the_value_and_stays_between_0_and_100(self, right: int, wrong: int) -> None:
        items = right + wrong + 1
        value = 100 * right / items
        bounds = interval("exact", measured(value, items=items)[0])
        assert bounds is not None
        assert 0 <= bounds.low <= value + 1e-9
        assert value - 1e-9 <= bounds.high <= 100

    def test_is_unknown_where_nothing_is_known(self) -> None:
        assert interval("bleu", measured(3.0)[0]) is None
        assert interval("exact", measured(3.0, items=None)[0]) is None
        bounds = interval("cross-entropy", measured(3.0, error=0.1)[0])
        assert bounds is not None
        assert [bounds.low, bounds.high] == pytest.approx([2.804, 3.196])


class TestNotes:
    def test_a_jump_is_told_from_half_of_the_rise_on(self) -> None:
        jump = by_key(hard_notes(hard_only(1, 2, 3, 60)))["note-jump"]
        assert written(jump) == {
            "first": "m2",
            "second": "m3",
            "from": "3.0\u00a0%",
            "to": "60\u00a0%",
            "share": "97\u00a0%",
        }
        gradual = by_key(hard_notes(hard_only(10, 30, 50, 70)))
        assert "note-gradual" in gradual
        assert "note-jump" not in gradual

    def test_an_ability_that_does_not_emerge_is_said_so(self) -> None:
        assert by_key(hard_notes(hard_only(0.1, 0.2, 0.1, 0.4)))["note-flat"]["model"] == "m3"
        assert "note-flat" in by_key(hard_notes(results("reversed-words")))

    def test_setbacks_are_told_only_beyond_the_error_bars(self) -> None:
        assert by_key(hard_notes(hard_only(1, 20, 10, 70)))["note-drop"]["second"] == "m2"
        assert "note-drop" not in by_key(hard_notes(hard_only(1, 20, 18.5, 70, items=100)))
        assert "note-drop-unsure" in by_key(hard_notes(hard_only(1, 20, 10, 70, items=None)))

    def test_known_setback_of_the_open_models(self) -> None:
        drop = by_key(hard_notes(results("open-addition-2")))["note-drop"]
        assert (drop["first"], drop["second"]) == ("pythia-2.8b-deduped", "pythia-12b-deduped")
        assert line_to_show(results("open-addition-2")) == "Pythia"

    def test_zeros_are_told_with_the_resolution_of_the_test(self) -> None:
        note = by_key(hard_notes(hard_only(0, 0, 1, 60, items=2000)))["note-zeros"]
        assert written(note) == {"count": 2, "all": 4, "items": 2000, "limit": "0.19\u00a0%"}
        assert "note-zeros" not in by_key(hard_notes(hard_only(0, 1, 1, 60)))

    def test_what_a_hard_metric_hides_is_counted(self) -> None:
        hard, smooth = measured(0, 0, 0, 40), measured(0.01, 0.2, 2.0, 50.0, items=None)
        notes = by_key(smooth_notes(TaskResults("made-up", "", {"exact": hard, "bleu": smooth})))
        assert notes["note-hidden-bleu"]["count"] == 3
        assert (notes["note-hidden-bleu"]["from"], notes["note-hidden-bleu"]["to"]) == ("0.010", "2.0")
        assert notes["note-bleu-low"] == {"count": 2, "all": 4, "limit": 1.0}
        assert smooth_notes(hard_only(1, 2, 3, 4)) == ()

    def test_a_loss_falls_while_accuracy_is_still_0(self) -> None:
        hidden = by_key(smooth_notes(results("lambada-step")))["note-hidden-cross-entropy"]
        assert float(str(hidden["to"])) < float(str(hidden["from"])) - 3

    def test_a_choice_among_answers_is_compared_with_chance_only(self) -> None:
        assert list(by_key(hard_notes(results("persian")))) == ["note-chance"]


class TestPicture:
    def test_part_marks_of_sums_are_the_cube_root_and_keep_their_intervals(self) -> None:
        *_, largest = marked("sums")
        assert largest.hard.height == pytest.approx(0.804)
        assert largest.soft.height == pytest.approx(0.804 ** (1 / 3))
        for point in marked("sums"):
            for mark in (point.hard, point.soft):
                assert mark.low is not None
                assert mark.high is not None
                assert 0 <= mark.low <= mark.height <= mark.high <= 1

    @pytest.mark.parametrize("name", PICTURES)
    def test_every_point_stands_in_the_picture_under_both_markings(self, name: Picture) -> None:
        for point in marked(name):
            assert 0 <= point.hard.height <= 1
            assert 0 <= point.soft.height <= 1
        places = [point.place for point in marked(name)]
        assert places == sorted(places)

    def test_the_last_step_holds_less_of_the_rise_with_part_marks(self) -> None:
        hard, soft = sentences("sums")
        assert hard.key == "jump-seen"
        assert written(soft.values) == {"hard": "90\u00a0%", "soft": "60\u00a0%", "width": "36\u00a0%"}

    def test_the_surprise_fell_while_no_word_was_right_and_script_does_not_smooth_out(self) -> None:
        assert sentences("word")[1].values == {"zeros": 11, "from": "16.3", "worst": "20.3", "to": "12.0"}
        assert sentences("script")[1].values == {"zeros": 28, "most": "1.6", "best": "65"}

    def test_emergence_is_marked_at_the_model_that_wei_and_colleagues_name(self) -> None:
        assert 10 ** emerged() == pytest.approx(13e9)
        assert leap() == pytest.approx(175 / 13)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_everything_can_be_said(self, language: Language) -> None:
        t = strings(language, "emergence")
        said = [before(), told(None), told(42.0), *(note for name in PICTURES for note in sentences(name))]
        assert all(t(note.key, **note.values) for note in said)


class TestMirage:
    @given(st.integers(1, 10), st.floats(0.2, 3.0), st.floats(1e8, 1e12))
    def test_a_longer_answer_only_shifts_the_curve(self, length: int, steepness: float, half_size: float) -> None:
        sizes = np.geomspace(1e8, 1e12, 20)
        curve, shifted = Curve(half_size, steepness), Curve(half_size * length ** (1 / steepness), steepness)
        np.testing.assert_allclose(curve.answer(sizes, length), shifted.digit(sizes), atol=1e-9)
        np.testing.assert_allclose(curve.answer(sizes, length), curve.digit(sizes) ** length, atol=1e-9)

    def test_half_of_the_digits_are_right_at_the_half_size(self) -> None:
        assert Curve(1e9, 0.7).digit(np.array([1e9]))[0] == pytest.approx(0.5)

    def test_the_fit_finds_the_curve_nothing_near_it_beats(self) -> None:
        for digits in DIGITS:
            best = fitted(digits)
            for factor in (0.9, 1.1):
                assert distance(best, digits, digits) < distance(
                    replace(best, half_size=best.half_size * factor), digits, digits
                )

    @pytest.mark.parametrize("more", [0, 1])
    def test_what_the_notes_say_does_not_depend_on_how_digits_are_counted(self, more: int) -> None:
        """The sum of two numbers of d digits has d or d + 1 digits."""
        short, long = (
            next(result.value / 100 for result in additions()[d] if result.model == "GPT-3 13B") for d in (2, 5)
        )
        assert (short ** (1 / (2 + more))) ** (5 + more) > 100 * long

    def test_implied_digits(self) -> None:
        assert implied(4) == pytest.approx(0.004**0.25)


def report(step: int, exact: float, probability: float) -> CopyingReport:
    return CopyingReport(step, 1000, CopyingScore((exact,) * LENGTH, probability), CopyingScore((0.03,) * LENGTH, 0.03))


class TestCopyingNotes:
    def test_rise_is_from_a_tenth_to_nine_tenths_of_the_end(self) -> None:
        assert rise([0.0, 0.05, 0.2, 0.5, 0.95, 1.0]) == (2, 4)
        assert rise([0.5]) == (0, 0)

    def test_a_jump_under_one_metric_only_is_told(self) -> None:
        steps = range(0, STEPS + 1, EVERY)
        run = [report(step, float(step >= 100), 0.03 + 0.6 * step / STEPS) for step in steps]
        notes = by_key(copying_notes(run))
        assert notes["note-copy-hard"]["to"] == 100
        assert int(notes["note-copy-smooth"]["times"]) >= 2
        assert notes["note-copy-before"]["step"] == 95
        assert "note-copy-argmax" in notes

    def test_nothing_is_told_of_an_unfinished_or_unsuccessful_run(self) -> None:
        assert copying_notes([report(0, 0.0, 0.03), report(EVERY, 1.0, 0.9)]) == ()
        assert copying_notes([report(0, 0.0, 0.03), report(STEPS, 0.5, 0.9)]) == ()

    def test_a_probability_that_jumps_too_is_not_called_slow(self) -> None:
        run = [report(step, float(step >= 100), 0.9 if step >= 100 else 0.03) for step in range(0, STEPS + 1, EVERY)]
        assert not {"note-copy-smooth", "note-copy-before", "note-copy-argmax"} & set(by_key(copying_notes(run)))


@pytest.mark.parametrize("language", LANGUAGES)
class TestStrings:
    def test_every_note_can_be_said(self, language: str) -> None:
        run = [
            report(step, float(step >= 100), 0.03 + 0.6 * step / STEPS) for step in range(0, STEPS + 1, EVERY)
        ]  # fmt: skip
        notes = [*mirage_notes(), *copying_notes(run), *hard_notes(hard_only(1, 20, 10, 70, items=None))]
        notes += adding_notes(ADDING.recorded("en").reports)
        for key in TASKS:
            notes += [*hard_notes(results(key)), *smooth_notes(results(key))]
        t = strings(language, "emergence")
        sentences = {note.key: t(note.key, **note.values) for note in notes}
        messages = text_file("emergence", language, "ftl").read_text("utf-8")
        assert sorted(sentences) == sorted(re.findall(r"^(note-[a-z-]+) =", messages, re.MULTILINE))

    def test_tasks_thresholds_and_findings_have_their_words(self, language: str) -> None:
        t = strings(language, "emergence")
        assert all(t(f"task-{key}") and t(f"about-{key}") for key in TASKS)
        assert all(t(f"ability-{threshold.key}") for threshold in thresholds())
        assert {finding.key.partition("-")[0] for finding in findings("emergence")} == set(SIDES)
        assert all(t(f"finding-{finding.key}", **finding.values) for finding in findings("emergence"))
        assert not [finding for finding in findings("emergence") if finding.source.confidence == "low"]
