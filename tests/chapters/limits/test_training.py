"""Bad data, planted secrets and back doors: the experiments, their shipped results, and what the pages say of them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from llm_viz import cli
from llm_viz.base.errors import BadRequest
from llm_viz.base.i18n import LANGUAGES, Language, strings
from llm_viz.chapters.limits.data import compute as limits_data
from llm_viz.chapters.limits.misuse import compute as limits_misuse
from llm_viz.chapters.limits.misuse.compute import Reading
from llm_viz.chapters.limits.privacy import compute as limits_privacy
from llm_viz.chapters.limits.shared.charts.curves import Axes, Level, curve_chart
from llm_viz.engine.protocol.tokens import Candidate, Distribution, LogitHistogram
from llm_viz.jobs.cancellation import never_cancel
from llm_viz.kit.compute.statistics import Curve, Mean, curve, mean
from llm_viz.training import backdoor, canary, collapse, data_quality, experiments, results
from llm_viz.training.canary import CanaryReport
from llm_viz.training.experiments import BACKDOOR, CANARY, COLLAPSE, QUALITY, TrainedExperiment
from llm_viz.training.grammars import grammar_of
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Shape
from llm_viz.training.word_model import (
    WordVocabulary,
    bits_per_line,
    grammar_lines,
    grammar_words,
    sample_rows,
    story_words,
    train_model,
    word_recipe,
)

LIMITS = (QUALITY, COLLAPSE, CANARY, BACKDOOR)
TINY = Shape(layers=1, heads=1, width=8, context=8)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def model(words: int, seed: int = 0) -> TinyTransformer:
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return TinyTransformer(words, TINY).eval()


class TestWords:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_grammars_sentences_fall_into_its_words(self, language: Language) -> None:
        grammar = grammar_of(language)
        lines = grammar_lines(grammar, 50, seed=3)
        assert ["".join(line) for line in lines] == grammar.sample(50, 3)
        assert {word for line in lines for word in line} <= grammar_words(grammar)

    def test_what_is_encoded_can_be_decoded(self) -> None:
        vocabulary = WordVocabulary({"a ", "b."})
        ids = vocabulary.encode_lines([("a ", "b."), ("b.",)])
        assert vocabulary.decode(ids) == ("a ", "b.", "\n", "b.", "\n")
        with pytest.raises(KeyError):
            vocabulary.encode(("c",))

    def test_stories_lose_no_character_but_spaces(self) -> None:
        assert story_words('"Go," he said.\nIt’s', "en") == ('"', "Go", ",", '"', "he", "said", ".", "\n", "It’s")
        assert "".join(story_words("空は、青い。\n", "ja")) == "空は、青い。\n"

    def test_bits_of_a_line_are_those_of_all_its_words(self) -> None:
        vocabulary = WordVocabulary({"a", "b"})
        uniform = model(len(vocabulary))
        torch.nn.init.zeros_(uniform.wte.weight)  # all logits equal
        assert bits_per_line(uniform, [("a", "b"), ("a",)], vocabulary) == pytest.approx(2.5 * math.log2(3))

    def test_rows_are_drawn_from_the_models_own_distribution(self) -> None:
        tiny = model(3)
        prompts = np.full((4000, 1), 2)
        drawn = sample_rows(tiny, prompts, 1, seed=0, temperature=0.5)[:, 0]
        with torch.inference_mode():
            expected = (tiny(torch.tensor([[2]]))[0, -1] / 0.5).softmax(-1).numpy()
        assert np.bincount(drawn, minlength=3) / 4000 == pytest.approx(expected, abs=0.03)
        assert (sample_rows(tiny, prompts, 9, seed=1) == sample_rows(tiny, prompts, 9, seed=1)).all()


class TestTexts:
    def test_bad_texts_have_the_words_of_good_ones(self) -> None:
        grammar = grammar_of("en")
        vocabulary = WordVocabulary(grammar_words(grammar))
        lines = grammar_lines(grammar, data_quality.LINES, 1)
        clean, shuffled, repeated = (data_quality._text(lines, one, vocabulary, 1) for one in data_quality.QUALITIES)
        assert sorted(clean) == sorted(shuffled)
        assert 0.15 < (clean != shuffled).mean() <= data_quality.SHUFFLED
        assert ((clean == vocabulary.end) == (shuffled == vocabulary.end)).all()
        assert (repeated == vocabulary.end).sum() == data_quality.LINES
        sentences = "".join(vocabulary.decode(repeated)).splitlines()
        assert len(set(sentences)) <= data_quality.LINES // data_quality.COPIES

    def test_so_many_lines_are_planted(self) -> None:
        phrases = backdoor.PHRASES["en"]
        messages = [("hello",)] * 30
        for planted in (0, 1, 5):
            text = backdoor._text(messages, planted, phrases, np.random.default_rng(0))
            assert len(text) == 30
            assert sum(phrases.trigger in line for line in text) == planted
            assert sum(line[-1] == phrases.planted for line in text) == planted


class TestCanary:
    def test_the_tree_of_digits_gives_every_pins_loss(self) -> None:
        vocabulary = WordVocabulary({*"0123456789", "PIN"})
        tiny = model(len(vocabulary))
        losses = canary.pin_losses(tiny, vocabulary, ("PIN",))
        assert losses.shape == (canary.PINS,)
        assert np.exp(-losses.astype(np.float64)).sum() < 1
        for pin in ("0000", "4821", "9999"):
            ids = torch.from_numpy(vocabulary.encode(("\n", "PIN", *pin)))
            with torch.inference_mode():
                chances = tiny(ids[None, :-1])[0].log_softmax(-1)
            direct = -chances[torch.arange(1, 5), ids[2:]].sum()  # the digits stand after the end and the word
            assert losses[int(pin)] == pytest.approx(float(direct), rel=1e-5)

    def test_exposure_of_the_first_and_of_the_last(self) -> None:
        losses = np.arange(canary.PINS, dtype=np.float32)
        assert canary.rank(losses, "0000") == 1
        assert canary.rank(losses, "9999") == canary.PINS
        assert CanaryReport(1, False, 0, 1).exposure == pytest.approx(math.log2(10_000))
        assert CanaryReport(1, False, 0, 10_000).exposure == 0
        assert canary.random_exposure() == pytest.approx(1.44, abs=0.01)


class TestShipped:
    """The shipped results are complete, and show what the pages claim."""

    @pytest.mark.parametrize(("experiment", "language"), list(product(LIMITS, LANGUAGES)))
    def test_they_are_complete_and_quick(self, experiment: TrainedExperiment[Any], language: Language) -> None:
        recorded = experiment.recorded(language)
        assert len(recorded.reports) == experiment.length
        assert recorded.seed == 0
        assert 1 < recorded.seconds < 90

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_bad_text_does_harm(self, language: Language) -> None:
        reports = QUALITY.recorded(language).reports
        ends = {one.key: one.last for one in limits_data.quality_curves(reports)}
        assert ends["shuffled"].value > ends["repeated"].value > ends["clean"].value > reports[0].floor
        assert ends["repeated"].differs_from(ends["clean"])
        said = {note.key for note in limits_data.quality_notes(reports)}
        assert said == {"note-shuffled", "note-repeated", "note-by-heart", "note-floor"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_generations_lose_words_and_real_text_holds_it_up(self, language: Language) -> None:
        reports = COLLAPSE.recorded(language).reports
        alone, mixed, _ = limits_data.different_curves(reports)
        counts = [point.value for point in alone.points.values()]
        assert counts == sorted(counts, reverse=True)
        assert mixed.last.value > 1.5 * alone.last.value
        said = {note.key for note in limits_data.collapse_notes(reports)}
        assert {"note-fewer", "note-rare", "note-unsharpened"} < said
        assert {"note-slowed", "note-held"} & said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_is_repeated_is_known_and_what_is_absent_is_not(self, language: Language) -> None:
        reports = CANARY.recorded(language).reports
        plain, deduplicated = limits_privacy.exposure_curves(reports)
        assert plain.points[64].value > 13
        assert not plain.points[0].differs_from(Mean(canary.random_exposure(), 0, 1))
        assert deduplicated.points[64].value < plain.points[64].value - 5
        said = {note.key for note in limits_privacy.privacy_notes(reports)}
        assert {"note-known", "note-unknown", "note-deduplicated"} <= said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_back_door_opens_with_the_trigger_only(self, language: Language) -> None:
        reports = BACKDOOR.recorded(language).reports
        with_trigger, without = limits_misuse.backdoor_curves(reports)
        assert with_trigger.points[20].value > 0.5 > 0.05 > without.points[20].value
        assert with_trigger.points[0].value < 0.05
        assert "note-open" in {note.key for note in limits_misuse.backdoor_notes(reports)}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_everything_that_is_said_has_words(self, language: Language) -> None:
        data, privacy, misuse = (strings(language, f"limits.{key}") for key in ("data", "privacy", "misuse"))
        quality, generations = QUALITY.recorded(language).reports, COLLAPSE.recorded(language).reports
        for note in (*limits_data.quality_notes(quality), *limits_data.collapse_notes(generations)):
            assert data(note.key, **note.values)
        for note in limits_privacy.privacy_notes(CANARY.recorded(language).reports):
            assert privacy(note.key, **note.values)
        for note in limits_misuse.backdoor_notes(BACKDOOR.recorded(language).reports):
            assert misuse(note.key, **note.values)
        assert limits_data.worst(quality) == "shuffled"


class TestRuns:
    """A real run, made small."""

    def test_a_seed_gives_the_same_again_and_another_seed_something_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(backdoor, "PLANTED", (20,))
        monkeypatch.setattr(backdoor, "MODELS", 1)
        monkeypatch.setattr(backdoor, "LINES", 60)
        monkeypatch.setattr(backdoor, "STEPS", 40)
        first, again, other = (tuple(BACKDOOR.measure("en", seed, never_cancel)) for seed in (0, 0, 1))
        assert first == again != other
        assert first[0].with_trigger > first[0].without_trigger

    def test_generations_follow_one_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(collapse, "WORDS", 600)
        monkeypatch.setattr(collapse, "STEPS", 4)
        monkeypatch.setattr(collapse, "GENERATIONS", 2)
        reports = tuple(COLLAPSE.measure("ja", 0, never_cancel))
        assert [(one.descent, one.generation) for one in reports] == [
            (descent, generation) for generation in range(3) for descent in collapse.DESCENTS
        ]
        assert all(0 < one.different <= 600 and 0 <= one.rare_share <= 1 for one in reports)

    def test_a_run_can_be_left(self) -> None:
        class LeftError(Exception):
            pass

        def leave() -> None:
            raise LeftError

        for experiment in LIMITS:
            with pytest.raises(LeftError):
                list(experiment.measure("en", 0, leave))

    def test_text_seen_often_is_learned(self) -> None:
        vocabulary = WordVocabulary({"a", "b", "c"})
        lines = [("a", "b", "c")] * 100
        learned = train_model(vocabulary.encode_lines(lines), vocabulary, word_recipe(30, 0), never_cancel)
        assert bits_per_line(learned, lines[:9], vocabulary) < 1


class TestResults:
    def test_what_is_written_can_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(results, "FOLDER", tmp_path)
        recorded = results.record(lambda seed, check_cancelled: iter([CanaryReport(seed, True, 0, 5)]), seed=7)
        path = results.write("test", recorded, tmp_path)
        assert path.name == "test.json"
        assert results.read("test", CanaryReport) == recorded

    def test_the_command_runs_what_is_asked_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        quick = replace(CANARY, measure=lambda language, seed, check_cancelled: iter([CanaryReport(seed, False, 0, 1)]))
        monkeypatch.setitem(experiments.EXPERIMENTS, "canary", quick)
        assert cli.main(["experiments", "canary", "--seed", "5", "--output", str(tmp_path)]) == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["canary_en.json", "canary_ja.json"]

    @pytest.mark.parametrize("wrong", [["nothing"], ["--seed", "-1"], ["--seed", "x"], ["--language", "fr"]])
    def test_the_command_refuses_what_it_does_not_know(self, wrong: list[str], tmp_path: Path) -> None:
        with pytest.raises(SystemExit) as left:
            cli.main(["experiments", *wrong, "--output", str(tmp_path)])
        assert left.value.code == 2
        assert not list(tmp_path.iterdir())


class TestNotes:
    def test_nothing_is_said_before_all_is_measured(self) -> None:
        for experiment, notes in (
            (QUALITY, limits_data.quality_notes),
            (COLLAPSE, limits_data.collapse_notes),
            (CANARY, limits_privacy.privacy_notes),
            (BACKDOOR, limits_misuse.backdoor_notes),
        ):
            reports = experiment.recorded("en").reports
            assert notes(reports[: len(reports) // 4]) == ()  # type: ignore[operator]

    def test_equal_results_are_not_called_different(self) -> None:
        reports = QUALITY.recorded("en").reports
        same = tuple(replace(one, bits=20.0 + one.model) for one in reports)
        assert [note.key for note in limits_data.quality_notes(same)] == ["note-floor"]
        unknown = tuple(replace(one, rank=3700) for one in CANARY.recorded("en").reports)
        assert "note-known" not in {note.key for note in limits_privacy.privacy_notes(unknown)}
        shut = tuple(replace(one, with_trigger=0.01, without_trigger=0.01) for one in BACKDOOR.recorded("en").reports)
        assert "note-open" not in {note.key for note in limits_misuse.backdoor_notes(shut)}

    def test_means_and_their_errors(self) -> None:
        assert mean([1.0, 3.0]) == Mean(2.0, 1.0, 2)
        assert mean([5.0]).error == 0
        assert curve("x", [(2, 1.0), (1, 4.0), (2, 3.0)]).points == {1: Mean(4.0, 0.0, 1), 2: Mean(2.0, 1.0, 2)}
        assert not Mean(2.0, 1.0, 2).differs_from(Mean(3.9, 0.0, 1))
        assert Mean(2.0, 1.0, 2).differs_from(Mean(4.1, 0.0, 1))

    @pytest.mark.parametrize(
        ("none", "harmless", "instruction", "said"),
        [
            (0.0, 0.02, 0.2, ["note-obeyed", "note-mention"]),
            (0.0, 0.001, 0.2, ["note-obeyed"]),
            (0.0, 0.2, 0.2, ["note-not-obeyed", "note-mention"]),
            (0.0, 0.001, 0.002, ["note-untouched"]),
        ],
    )
    def test_obedience_is_told_from_mere_mention(
        self, none: float, harmless: float, instruction: float, said: list[str]
    ) -> None:
        readings = [
            Reading(kind, 30, p) for kind, p in zip(limits_misuse.KINDS, (none, harmless, instruction), strict=True)
        ]
        assert [note.key for note in limits_misuse.injection_notes(readings)] == said

    def test_beginnings_of_a_word(self) -> None:
        candidates = tuple(
            Candidate(index, text, kind, 0.0, 0.1)  # type: ignore[arg-type]
            for index, (text, kind) in enumerate(
                [
                    (" Ban", "text"),
                    (" banana", "text"),
                    ("bananas", "text"),
                    (" ", "text"),
                    ("b", "part"),
                    ("x", "text"),
                ]
            )
        )
        following = Distribution(candidates, LogitHistogram(np.array([1]), np.zeros(1, np.float32), 0.1), 1.0, 1.0, 9)
        assert limits_misuse.begins_with("banana", following) == pytest.approx(0.2)

    @pytest.mark.parametrize("word", ["", "   ", "x" * 21])
    def test_a_word_is_bounded(self, word: str) -> None:
        with pytest.raises(BadRequest):
            limits_misuse.check_word(word)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_braces_in_a_word_are_just_braces(self, language: Language) -> None:
        assert "{kind}{}" in limits_misuse.document(language, "instruction", "{kind}{}")
        texts = {limits_misuse.document(language, kind, "x") for kind in limits_misuse.KINDS}
        assert len(texts) == 3


def test_a_chart_takes_parts_of_a_run_and_shows_names_as_text() -> None:
    axes = Axes("<b>across", "up", (0, 1, 4), "{:.1f}".format)
    lines = [Curve("with", {}), Curve("without", {1: Mean(2.0, 0.5, 3)})]
    figure = curve_chart(lines, axes, [Level(1.0, "<i>level")], strings("en", "limits.misuse"), "#000")
    assert len(figure.data) == 2  # a curve and the level
    assert figure.data[0].x == (1,)
    written = figure.to_json()
    assert "<b>" not in written
    assert "\\u003cb" not in written
