"""What the record of a training run costs: chapter 1's training run, as a job, against a bare PyTorch loop over the
same text with the same optimiser. A ratio of 1 means that reports,
samples and the cancellation checks cost nothing; "steps only" leaves out the reports themselves.

    python -m benchmarks.training [--rounds 5] [--quick]
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial

import numpy as np
import torch
from torch.nn import functional

from benchmarks.report import Effort, Row, in_turn, program
from llm_viz.jobs.background import JobBoard
from llm_viz.training.character_model import TrainingSetup, run_training
from llm_viz.training.corpora import corpus
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe, Shape

TITLE = "Training in a page"
SHAPE = Shape(layers=2, heads=4, width=64, context=64)


def bare_loop(setup: TrainingSetup) -> float:
    """Seconds of the textbook's loop, nothing recorded."""
    recipe, vocabulary = setup.recipe, setup.vocabulary
    ids = torch.from_numpy(vocabulary.encode(setup.train))
    model = TinyTransformer(len(vocabulary), recipe.shape)
    optimiser = torch.optim.AdamW(model.parameters(), lr=recipe.learning_rate, fused=True)
    order = np.random.default_rng(0)
    began = time.perf_counter()
    for _ in range(recipe.steps):
        starts = order.integers(0, len(ids) - recipe.shape.context, recipe.batch)
        windows = torch.stack([ids[start : start + recipe.shape.context + 1] for start in starts])
        logits = model(windows[:, :-1])
        loss = functional.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    return time.perf_counter() - began


def recorded(setup: TrainingSetup) -> tuple[float, float]:
    """Seconds of the whole job, and of its training steps alone."""
    began = time.perf_counter()
    job = JobBoard().submit("benchmark", lambda check_cancelled: run_training(setup, check_cancelled))
    job.wait()
    return time.perf_counter() - began, job.reports[-1].seconds


def measure(effort: Effort) -> Iterator[Row]:
    """Both ratios."""
    torch.set_num_threads(1)  # as a job has it
    text = corpus("stories_en")
    recipe = Recipe(SHAPE, steps=effort.pick(quick=200, full=1500))
    setup = TrainingSetup(text.train, text.validation, recipe, "The ", "fox")
    steps: list[float] = []

    def job() -> float:
        whole, training = recorded(setup)
        steps.append(training)
        return whole

    jobs, bare = in_turn(effort.rounds(quick=1, full=5), job, partial(bare_loop, setup))
    what, against = f"{recipe.steps} steps of {SHAPE.layers} layers, {SHAPE.width} wide", "a bare loop"
    yield Row(f"{what}, as a job", "s", jobs, against, bare)
    yield Row(f"{what}, steps only", "s", tuple(steps), against, bare)


if __name__ == "__main__":
    program("training", TITLE, __doc__, measure)
