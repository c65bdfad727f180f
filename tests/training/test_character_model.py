"""The experiment of chapter 1 on a text that can be learned in a second."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from llm_viz.base.errors import BadRequest
from llm_viz.training.character_model import SAMPLE_CHARACTERS, TrainingSetup, baselines, report_steps, run_training
from llm_viz.training.recipe import Recipe, Shape

RECIPE = Recipe(Shape(layers=1, heads=2, width=16, context=16), steps=150, batch=8, learning_rate=1e-2)
SETUP = TrainingSetup("a cat sat. " * 100, "a cat sat. " * 10, RECIPE, prompt="a c", word="at")


def test_the_reports_tell_how_learning_goes() -> None:
    reports = list(run_training(SETUP))
    assert [report.step for report in reports] == report_steps(150)
    assert reports[0].train_bits is None
    first, last = reports[0], reports[-1]
    uniform = baselines(SETUP.train, SETUP.validation).uniform
    assert first.validation_bits == pytest.approx(uniform, abs=0.3)
    assert last.validation_bits < 0.5
    assert first.word_probability < 0.1 < 0.8 < last.word_probability <= 1
    assert last.sample is not None
    assert len(last.sample) == SAMPLE_CHARACTERS
    assert "at sat" in last.sample
    assert last.characters == 150 * 8 * 16
    assert last.seconds > first.seconds == 0


def test_the_same_setup_goes_the_same_way() -> None:
    once, again = ([report.validation_bits for report in run_training(SETUP)] for _ in range(2))
    assert once == again


def test_cancelling_can_end_it() -> None:
    def leave() -> None:
        raise InterruptedError

    reports = run_training(SETUP, leave)
    assert next(reports).step == 0
    with pytest.raises(InterruptedError):
        next(reports)


def test_the_probability_of_a_word_is_the_product_over_its_characters() -> None:
    """“a” is followed by some character: the words “a?” together are as probable as “a”."""

    def chance(word: str) -> float:
        setup = TrainingSetup(SETUP.train, SETUP.validation, RECIPE, "cat s", word)
        return next(islice(run_training(setup), 3, 4)).word_probability

    letters = sorted(set(SETUP.train))
    assert sum(chance(f"a{letter}") for letter in letters) == pytest.approx(chance("a"), abs=1e-5)


def test_longer_memory_counts_better() -> None:
    measured = baselines(SETUP.train, SETUP.validation)
    assert measured.uniform > measured.unigram > measured.bigram > measured.trigram


@pytest.mark.parametrize(("prompt", "word"), [("", "at"), ("a c", ""), ("xyz", "at"), ("a c", "<b>")])
def test_what_the_texts_do_not_know_cannot_be_asked(prompt: str, word: str) -> None:
    with pytest.raises(BadRequest):
        TrainingSetup(SETUP.train, SETUP.validation, RECIPE, prompt, word)


@pytest.mark.parametrize("steps", [1, 2, 10, 3000])
def test_reports_are_dense_at_first(steps: int) -> None:
    numbers = report_steps(steps)
    assert numbers[0] == 0
    assert numbers[-1] == steps
    assert len(numbers) <= 50
    gaps = [later - earlier for earlier, later in pairwise(numbers)]
    assert max(gaps, default=1) <= max(1, steps // 5)
