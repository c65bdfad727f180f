"""The tiny transformer and its training are what they say they are."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch.nn import functional

from llm_viz.base.errors import BadRequest, TrainingDiverged
from llm_viz.training.character_vocabulary import CharacterVocabulary
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe, Shape
from llm_viz.training.trainer import Trainer, cross_entropy, next_probabilities, sample

SHAPE = Shape(layers=2, heads=2, width=16, context=8)
TEXT = "abcd" * 200
ALPHABET = CharacterVocabulary(TEXT)
IDS = ALPHABET.encode(TEXT)


def test_an_alphabet_reads_and_writes() -> None:
    assert ALPHABET.characters == ("a", "b", "c", "d")
    assert ALPHABET.decode(ALPHABET.encode("dab")) == "dab"
    assert "dab" in ALPHABET
    assert "dax" not in ALPHABET
    with pytest.raises(KeyError):
        ALPHABET.encode("x")


def test_a_token_sees_only_what_stands_before_it() -> None:
    model = TinyTransformer(10, SHAPE).eval()
    ids = torch.randint(0, 10, (1, 8))
    changed = ids.clone()
    changed[0, 5] = (changed[0, 5] + 1) % 10
    before, after = model(ids), model(changed)
    assert torch.equal(before[0, :5], after[0, :5])
    assert not torch.allclose(before[0, 5:], after[0, 5:])


def test_the_parameters_are_those_of_the_formula() -> None:
    for shape in (SHAPE, Shape(layers=3, heads=1, width=24, context=5)):
        assert TinyTransformer(10, shape).parameter_count == shape.parameters(10)


def test_a_fresh_model_knows_nothing() -> None:
    trainer = Trainer(IDS, len(ALPHABET), Recipe(SHAPE))
    assert cross_entropy(trainer.model, IDS) == pytest.approx(math.log(4), abs=0.1)


def test_training_learns_what_can_be_learned() -> None:
    trainer = Trainer(IDS, len(ALPHABET), Recipe(SHAPE, steps=150, batch=8, learning_rate=1e-2))
    losses = [trainer.step() for _ in range(150)]
    assert losses[0] == pytest.approx(math.log(4), abs=0.1)
    assert cross_entropy(trainer.model, IDS) < 0.05
    assert trainer.tokens_seen == 150 * 8 * 8
    assert ALPHABET.decode(sample(trainer.model, ALPHABET.encode("ab").tolist(), 6, seed=0)) == "cdabcd"
    chances = next_probabilities(trainer.model, ALPHABET.encode(TEXT).tolist())
    assert chances.sum() == pytest.approx(1, abs=1e-5)
    assert chances.argmax() == 0


def test_the_same_seed_trains_the_same_model_and_another_seed_another() -> None:
    def loss(seed: int) -> float:
        trainer = Trainer(IDS, 4, Recipe(SHAPE, steps=5, seed=seed))
        return [trainer.step() for _ in range(5)][-1]

    state = torch.random.get_rng_state()
    assert loss(3) == loss(3)
    assert loss(3) != loss(4)
    assert torch.equal(torch.random.get_rng_state(), state)


@pytest.mark.parametrize("length", [2, 8, 9, 10, 13, 30, 101])
def test_the_loss_counts_every_token_but_the_first_once(length: int) -> None:
    """Against a model that says the same whatever it read: the mean is then plain arithmetic."""
    model = TinyTransformer(4, SHAPE)
    torch.nn.init.zeros_(model.ln_f.weight)
    torch.nn.init.normal_(model.ln_f.bias)
    ids = np.random.default_rng(length).integers(0, 4, length)
    logits = functional.linear(model.ln_f.bias, model.wte.weight)
    expected = functional.cross_entropy(logits.expand(length - 1, 4), torch.from_numpy(ids[1:]))
    assert cross_entropy(model, ids) == pytest.approx(expected.item(), abs=1e-5)


def test_temperature_zero_takes_the_most_probable() -> None:
    model = TinyTransformer(4, SHAPE)
    first = int(next_probabilities(model, [0, 1]).argmax())
    assert sample(model, [0, 1], 1, seed=5, temperature=0) == [first]
    assert sample(model, [0, 1], 20, seed=5) == sample(model, [0, 1], 20, seed=5)


def test_a_run_that_blows_up_says_so() -> None:
    trainer = Trainer(IDS, 4, Recipe(SHAPE, steps=500, learning_rate=1000))
    with torch.no_grad():
        trainer.model.wte.weight.fill_(math.nan)
    with pytest.raises(TrainingDiverged):
        trainer.step()


def test_text_that_fills_no_window_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fill"):
        Trainer(IDS[:8], 4, Recipe(SHAPE))


def test_the_learning_rate_rises_and_falls() -> None:
    recipe = Recipe(SHAPE, steps=1000, learning_rate=1e-3)
    rates = [recipe.learning_rate_at(step) for step in range(1000)]
    peak = rates.index(max(rates))
    assert rates[0] < 1e-4
    assert max(rates) == pytest.approx(1e-3)
    assert rates[: peak + 1] == sorted(rates[: peak + 1])
    assert rates[peak:] == sorted(rates[peak:], reverse=True)
    assert rates[-1] == pytest.approx(1e-4, rel=0.01)


@pytest.mark.parametrize("bad", [{"width": 0}, {"layers": 99}, {"width": 30, "heads": 4}, {"context": 100_000}])
def test_shapes_out_of_range_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(BadRequest):
        Shape(**bad)


@pytest.mark.parametrize("bad", [{"steps": 0}, {"batch": 0}, {"learning_rate": math.nan}, {"seed": -1}])
def test_recipes_out_of_range_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(BadRequest):
        Recipe(SHAPE, **bad)
