"""What the record of a training run costs: chapter 1's training run, as a job, against a bare PyTorch loop.

    python -m benchmarks.training [--rounds 5] [--steps 300]

Both train the same model on the same text with the same optimiser, in turn, so the ratio holds on a noisy machine; 1
means that reports, samples and the job's cancellation checks cost nothing. "training only" leaves out the reports
themselves.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np
import torch
from torch.nn import functional

from llm_viz.jobs.background import JobBoard
from llm_viz.training.character_model import TrainingSetup, run_training
from llm_viz.training.corpora import corpus
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe, Shape

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


def main() -> None:
    """Print both ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1500)
    options = parser.parse_args()
    torch.set_num_threads(1)  # as a job has it
    text = corpus("stories_en")
    setup = TrainingSetup(text.train, text.validation, Recipe(SHAPE, steps=options.steps), "The ", "fox")
    whole, steps = [], []
    for _ in range(options.rounds):
        bare = bare_loop(setup)
        job, training = recorded(setup)
        whole.append(job / bare)
        steps.append(training / bare)
    for name, ratios in (("job / bare loop", whole), ("training only / bare loop", steps)):
        print(f"{name}: median {statistics.median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})")


if __name__ == "__main__":
    main()
