"""A tiny model learns to add: the same answers, marked all or nothing and digit by digit, at many moments of training.

The data are sums such as 357+268=625, whose result has three digits like the two numbers; every step reads new ones. A
digit that is guessed is right once in ten times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe, Shape
from llm_viz.training.types import TokenIds

DIGITS = 3
"""Of both numbers and of their sum."""
TESTS = 1000
"""Sums that each mark is a share of; which sums they are does not depend on the seed."""
SHOWN = 12
"""The first of the tests, whose answers are kept."""
STEPS = 800
MOMENTS = tuple(round(step) for step in np.geomspace(10, STEPS, 25))
"""Steps after which the model is tested: equal ratios, since it learns ever more slowly."""
REPORTS = len(MOMENTS)

_PLUS, _EQUALS, _VOCABULARY = 10, 11, 12  # the digits are their own ids
_QUESTION = 2 * DIGITS + 2  # tokens up to the equals sign
_TEST_SEED = 1_000_000_007  # no run has it
_GRADIENT_NORM = 1.0  # longer gradients are shortened to this
_BETAS = (0.9, 0.98)


@dataclass(frozen=True, slots=True)
class AddingReport:
    """What the model wrote after `step` steps: the share (0 – 1) of sums that are right in full, the share of their
    digits that are right, and its answers to the first `SHOWN` sums.
    """

    step: int
    parameters: int
    whole: float
    digits: float
    answers: tuple[str, ...]


def adding_recipe(seed: int) -> Recipe:
    """How the model of this experiment is trained; about a tenth of a million parameters."""
    shape = Shape(layers=2, heads=4, width=64, context=_QUESTION + DIGITS)
    return Recipe(shape, steps=STEPS, batch=128, learning_rate=1e-3, seed=seed)


def measure_adding(_language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[AddingReport]:
    """Train, and test at all `MOMENTS`. Numbers are the same in every language."""
    recipe = adding_recipe(seed)
    with torch.random.fork_rng(devices=()):  # the seed of this run only
        torch.manual_seed(seed)
        model = TinyTransformer(_VOCABULARY, recipe.shape)
    optimiser = torch.optim.AdamW(model.parameters(), betas=_BETAS, weight_decay=recipe.weight_decay, fused=True)
    rng, tests = np.random.default_rng(seed), asked_sums()
    for step in range(recipe.steps):
        check_cancelled()
        for group in optimiser.param_groups:
            group["lr"] = recipe.learning_rate_at(step)
        optimiser.zero_grad(set_to_none=True)
        _loss(model, sums(rng, recipe.batch)).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), _GRADIENT_NORM)
        optimiser.step()
        if step + 1 in MOMENTS:
            yield _report(step + 1, model, tests)


def asked_sums() -> Tensor:
    """Ids (row, pos) of the sums that every model is asked."""
    return sums(np.random.default_rng(_TEST_SEED), TESTS)


def written(row: Sequence[int]) -> tuple[str, str, str]:
    """Both numbers of a sum and its result, from its ids (pos,)."""
    text = "".join(str(digit) for digit in row if digit < _PLUS)
    first, second, result = (text[start : start + DIGITS] for start in range(0, 3 * DIGITS, DIGITS))
    return first, second, result


def sums(rng: np.random.Generator, count: int) -> Tensor:
    """Ids (row, pos) of that many sums; all pairs of numbers are equally likely."""
    low, high = 10 ** (DIGITS - 1), 10**DIGITS
    pairs = rng.integers(low, high - low, (4 * count, 2))  # about half of them have a result that is short enough
    pairs = pairs[pairs.sum(axis=1) < high][:count]
    sign = np.ones((len(pairs), 1), dtype=np.int64)
    columns = (_digits(pairs[:, 0]), _PLUS * sign, _digits(pairs[:, 1]), _EQUALS * sign, _digits(pairs.sum(axis=1)))
    return torch.from_numpy(np.concatenate(columns, axis=1))


def _digits(numbers: TokenIds) -> TokenIds:
    """The digits (row, place) of numbers (row,), the first place first."""
    return np.stack([numbers // 10**place % 10 for place in reversed(range(DIGITS))], axis=1)


def _loss(model: TinyTransformer, rows: Tensor) -> Tensor:
    """The mean −ln p of the digits of the results of rows (row, pos), a scalar."""
    logits = model(rows[:, :-1])[:, _QUESTION - 1 :]  # (row, place, vocab)
    return functional.cross_entropy(logits.flatten(0, 1), rows[:, _QUESTION:].flatten())


@torch.inference_mode()
def _report(step: int, model: TinyTransformer, tests: Tensor) -> AddingReport:
    """Let the model write each result from its first digit on, always the most probable one."""
    rows = tests[:, :_QUESTION]
    for _ in range(DIGITS):
        rows = torch.cat([rows, model(rows)[:, -1, :_PLUS].argmax(-1, keepdim=True)], dim=1)
    right = (rows == tests)[:, _QUESTION:].double()  # (row, place)
    answers = tuple(written(row)[2] for row in rows[:SHOWN].tolist())
    return AddingReport(step, model.parameter_count, float(right.prod(dim=1).mean()), float(right.mean()), answers)
