"""A tiny model learns to copy, and is marked at every step by a hard and by a smooth metric.

The data are rows of random signs, each repeated several times: what comes next can be known only by looking back to the
same place in the repetition before. The control is the same model on rows that are not repeated: nothing can be known
there, so nobody can beat chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from llm_viz.jobs.background import Work
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.alphabet import Ids
from llm_viz.training.recipe import Recipe, Shape
from llm_viz.training.trainer import Trainer

SIGNS = 32
"""Size of the vocabulary: pure guessing is right once in 32 times."""
PERIOD = 12
"""Signs in a row before it is repeated."""
LENGTH = 8
"""Signs that are marked: the longest answer."""
TESTS = 400
"""Rows that each mark is taken from, of either kind; none of them is trained on."""
STEPS = 300
EVERY = 5
"""Steps between two marks."""
MAX_SEED = 9999

_REPEATS = 8
_TRAINING_SIGNS = 300_000
_TEST_SEED = 1_000_000_007  # far from the seeds that a visitor can choose


@dataclass(frozen=True, slots=True)
class Mark:
    """How well the next signs are known. `exact[n - 1]`: share of rows whose first n signs are all right (the most
    probable sign counts); `probability`: of the right sign, the geometric mean, e^(−cross-entropy).
    """

    exact: tuple[float, ...]
    probability: float

    @property
    def sign(self) -> float:
        """Share of rows whose first sign is right."""
        return self.exact[0]


@dataclass(frozen=True, slots=True)
class Report:
    """The marks after so many steps: on rows that are repeated, and (control) on rows that are not."""

    step: int
    parameters: int
    copied: Mark
    control: Mark


def copying_recipe(seed: int) -> Recipe:
    """How the model of this experiment is trained; about a tenth of a million parameters."""
    shape = Shape(layers=2, heads=4, width=64, context=32)
    return Recipe(shape, steps=STEPS, batch=32, learning_rate=1e-3, seed=seed)


def copying_work(seed: int) -> Work[Report]:
    """A job that trains the model and marks it, before the first step and after every few."""

    def work(check_cancelled: CancelCheck) -> Iterator[Report]:
        recipe = copying_recipe(seed)
        trainer = Trainer(_training_signs(seed), SIGNS, recipe)
        repeated, unrelated = rows_to_mark(repeated=True), rows_to_mark(repeated=False)
        parameters = trainer.model.parameter_count
        for step in range(0, recipe.steps + 1, EVERY):
            yield Report(step, parameters, mark(trainer.model, repeated), mark(trainer.model, unrelated))
            if step == recipe.steps:
                return
            for _ in range(EVERY):
                check_cancelled()
                trainer.step()

    return work


def rows_to_mark(*, repeated: bool) -> Tensor:
    """Ids (TESTS, PERIOD + LENGTH + 1) of rows that begin anew with the first sign; after it come the signs to be
    marked: those of the row again, or (control) others.
    """
    draw = np.random.default_rng(_TEST_SEED + repeated)
    rows = draw.integers(0, SIGNS, (TESTS, PERIOD))
    rest = rows[:, 1 : LENGTH + 1] if repeated else draw.integers(0, SIGNS, (TESTS, LENGTH))
    return torch.from_numpy(np.concatenate([rows, rows[:, :1], rest], axis=1))


@torch.inference_mode()
def mark(model: torch.nn.Module, rows: Tensor) -> Mark:
    """Marks on these rows. Each sign is predicted after the true signs before it (teacher forcing)."""
    chances = model(rows[:, :-1])[:, -LENGTH:].log_softmax(-1)  # (rows, LENGTH, SIGNS)
    truth = rows[:, -LENGTH:]
    right = chances.argmax(-1) == truth
    all_so_far = right.cumprod(dim=1).double().mean(dim=0)
    loss = -chances.gather(-1, truth[..., None]).mean()
    return Mark(tuple(all_so_far.tolist()), float(torch.exp(-loss)))


def _training_signs(seed: int) -> Ids:
    rows = np.random.default_rng(seed).integers(0, SIGNS, (_TRAINING_SIGNS // (PERIOD * _REPEATS), PERIOD))
    return np.tile(rows, (1, _REPEATS)).reshape(-1)
