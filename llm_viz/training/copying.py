"""A tiny model learns to copy (induction; Olsson et al. 2022, arXiv:2209.11895), scored by exact match and by
probability.

The data are rows of random signs, each repeated several times: the next sign can be predicted only from the same place
in the repetition before. The control is the same model on rows that are not repeated, where no model can beat chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor

from llm_viz.base.languages import Language
from llm_viz.jobs.background import Work
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.recipe import Recipe, Shape
from llm_viz.training.trainer import Trainer
from llm_viz.training.types import TokenIds

SIGNS = 32
"""Size of the vocabulary: uniform guessing is right once in 32 times."""
PERIOD = 12
"""Signs in a row before it is repeated."""
LENGTH = 8
"""Signs that are scored: the longest answer."""
TESTS = 400
"""Rows that each score is a mean over, of either kind; none of them is trained on."""
STEPS = 300
EVERY = 5
"""Steps between two scores."""
REPORTS = STEPS // EVERY + 1
MAX_SEED = 9999

_REPEATS = 8
_TRAINING_SIGNS = 300_000
_TEST_SEED = 1_000_000_007  # far from the seeds that a visitor can choose


@dataclass(frozen=True, slots=True)
class CopyingScore:
    """`exact[n - 1]`: share of rows (0 – 1) whose first n signs are all predicted right, greedily; `probability`: of
    the right sign, the geometric mean, e^(−cross-entropy).
    """

    exact: tuple[float, ...]
    probability: float

    @property
    def sign(self) -> float:
        """Share of rows whose first sign is right."""
        return self.exact[0]


@dataclass(frozen=True, slots=True)
class CopyingReport:
    """The scores after `step` steps: on rows that are repeated, and (control) on rows that are not."""

    step: int
    parameters: int
    copied: CopyingScore
    control: CopyingScore


def copying_recipe(seed: int) -> Recipe:
    """How the model of this experiment is trained; about a tenth of a million parameters."""
    shape = Shape(layers=2, heads=4, width=64, context=32)
    return Recipe(shape, steps=STEPS, batch=32, learning_rate=1e-3, seed=seed)


def copying_work(seed: int) -> Work[CopyingReport]:
    """The experiment as a job in the background of a page."""
    return partial(measure_copying, "en", seed)


def measure_copying(_language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[CopyingReport]:
    """Train the model and score it, before the first step and after every `EVERY` steps. Signs are of no language."""
    recipe = copying_recipe(seed)
    trainer = Trainer(_training_signs(seed), SIGNS, recipe)
    repeated, unrelated = rows_to_score(repeated=True), rows_to_score(repeated=False)
    parameters = trainer.model.parameter_count
    for step in range(0, recipe.steps + 1, EVERY):
        yield CopyingReport(step, parameters, score(trainer.model, repeated), score(trainer.model, unrelated))
        if step == recipe.steps:
            return
        for _ in range(EVERY):
            check_cancelled()
            trainer.step()


def rows_to_score(*, repeated: bool) -> Tensor:
    """Ids (row, pos) of `TESTS` rows of PERIOD + LENGTH + 1 signs. Each begins again with its first sign; after it come
    the `LENGTH` signs to be scored: those of the row again, or (control) others.
    """
    rng = np.random.default_rng(_TEST_SEED + repeated)
    rows = rng.integers(0, SIGNS, (TESTS, PERIOD))
    rest = rows[:, 1 : LENGTH + 1] if repeated else rng.integers(0, SIGNS, (TESTS, LENGTH))
    return torch.from_numpy(np.concatenate([rows, rows[:, :1], rest], axis=1))


@torch.inference_mode()
def score(model: torch.nn.Module, rows: Tensor) -> CopyingScore:
    """The score on `rows` (row, pos). Each sign is predicted after the true signs before it (teacher forcing)."""
    log_probabilities = model(rows[:, :-1])[:, -LENGTH:].log_softmax(-1)  # (row, pos, vocab)
    truth = rows[:, -LENGTH:]  # (row, pos)
    right = log_probabilities.argmax(-1) == truth
    all_so_far = right.cumprod(dim=1).double().mean(dim=0)  # (pos,)
    loss = -log_probabilities.gather(-1, truth[..., None]).mean()
    return CopyingScore(tuple(all_so_far.tolist()), float(torch.exp(-loss)))


def _training_signs(seed: int) -> TokenIds:
    rows = np.random.default_rng(seed).integers(0, SIGNS, (_TRAINING_SIGNS // (PERIOD * _REPEATS), PERIOD))
    return np.tile(rows, (1, _REPEATS)).reshape(-1)
