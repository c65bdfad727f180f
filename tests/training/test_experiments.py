"""The experiments with bad data, planted secrets and back doors: their texts, their shipped results, a small run."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch

from llm_viz.base.languages import LANGUAGES, Language
from llm_viz.jobs.cancellation import never_cancel
from llm_viz.training import backdoor, canary, collapse, data_quality
from llm_viz.training.canary import CanaryReport
from llm_viz.training.experiments import ADDING, BACKDOOR, CANARY, COLLAPSE, COPYING, QUALITY, TrainedExperiment
from llm_viz.training.grammars import grammar_of
from llm_viz.training.word_model import WordVocabulary, grammar_lines, grammar_words
from tests.training.tiny_words import tiny_word_model

EXPERIMENTS = (QUALITY, COLLAPSE, CANARY, BACKDOOR, COPYING, ADDING)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def test_bad_texts_have_the_words_of_good_ones() -> None:
    grammar = grammar_of("en")
    vocabulary = WordVocabulary(grammar_words(grammar))
    lines = grammar_lines(grammar, data_quality.LINES, 1)
    clean, shuffled, repeated = (
        data_quality._text(lines, quality, vocabulary, 1) for quality in data_quality.QUALITIES
    )
    assert sorted(clean) == sorted(shuffled)
    assert 0.15 < (clean != shuffled).mean() <= data_quality.SHUFFLED
    assert ((clean == vocabulary.end) == (shuffled == vocabulary.end)).all()
    assert (repeated == vocabulary.end).sum() == data_quality.LINES
    sentences = "".join(vocabulary.decode(repeated)).splitlines()
    assert len(set(sentences)) <= data_quality.LINES // data_quality.COPIES


def test_so_many_lines_are_planted() -> None:
    phrases = backdoor.PHRASES["en"]
    messages = [("hello",)] * 30
    for planted in (0, 1, 5):
        text = backdoor._text(messages, planted, phrases, np.random.default_rng(0))
        assert len(text) == 30
        assert sum(phrases.trigger in line for line in text) == planted
        assert sum(line[-1] == phrases.planted for line in text) == planted


def test_the_tree_of_digits_gives_every_pins_loss() -> None:
    vocabulary = WordVocabulary({*"0123456789", "PIN"})
    tiny = tiny_word_model(len(vocabulary))
    losses = canary.pin_losses(tiny, vocabulary, ("PIN",))
    assert losses.shape == (canary.PINS,)
    assert np.exp(-losses.astype(np.float64)).sum() < 1
    for pin in ("0000", "4821", "9999"):
        ids = torch.from_numpy(vocabulary.encode(("\n", "PIN", *pin)))
        with torch.inference_mode():
            chances = tiny(ids[None, :-1])[0].log_softmax(-1)
        direct = -chances[torch.arange(1, 5), ids[2:]].sum()  # the digits stand after the end and the word
        assert losses[int(pin)] == pytest.approx(float(direct), rel=1e-5)


def test_exposure_of_the_first_and_of_the_last() -> None:
    losses = np.arange(canary.PINS, dtype=np.float32)
    assert canary.rank(losses, "0000") == 1
    assert canary.rank(losses, "9999") == canary.PINS
    assert CanaryReport(1, False, 0, 1).exposure == pytest.approx(math.log2(10_000))
    assert CanaryReport(1, False, 0, 10_000).exposure == 0
    assert canary.random_exposure() == pytest.approx(1.44, abs=0.01)


@pytest.mark.parametrize(("experiment", "language"), list(product(EXPERIMENTS, LANGUAGES)))
def test_shipped_results_are_complete_and_quick(experiment: TrainedExperiment[Any], language: Language) -> None:
    recorded = experiment.recorded(language)
    assert len(recorded.reports) == experiment.length
    assert recorded.seed == 0
    assert 1 < recorded.seconds < 90


def test_a_seed_gives_the_same_again_and_another_seed_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backdoor, "PLANTED", (20,))
    monkeypatch.setattr(backdoor, "MODELS", 1)
    monkeypatch.setattr(backdoor, "LINES", 60)
    monkeypatch.setattr(backdoor, "STEPS", 40)
    first, again, other = (tuple(BACKDOOR.measure("en", seed, never_cancel)) for seed in (0, 0, 1))
    assert first == again != other
    assert first[0].with_trigger > first[0].without_trigger


def test_generations_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collapse, "WORDS", 600)
    monkeypatch.setattr(collapse, "STEPS", 4)
    monkeypatch.setattr(collapse, "GENERATIONS", 2)
    reports = tuple(COLLAPSE.measure("ja", 0, never_cancel))
    assert [(report.descent, report.generation) for report in reports] == [
        (descent, generation) for generation in range(3) for descent in collapse.DESCENTS
    ]
    assert all(0 < report.different <= 600 and 0 <= report.rare_share <= 1 for report in reports)


def test_a_run_can_be_left() -> None:
    class LeftError(Exception):
        pass

    def leave() -> None:
        raise LeftError

    for experiment in EXPERIMENTS:
        with pytest.raises(LeftError):
            list(experiment.measure("en", 0, leave))
