"""The scaling experiment: models from thousands to millions of parameters learn the same made-up language."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.alphabet import Ids
from llm_viz.training.made_up_language import MadeUpLanguage
from llm_viz.training.scaling_plan import TEST_WORDS, Measurement, Results, Trial
from llm_viz.training.trainer import Trainer, cross_entropy

_TEST_SEED = 1_000_000  # no trial's data has it
_REPORT_EVERY = 64  # steps


@dataclass(frozen=True, slots=True)
class Progress:
    """A trial that is being trained: its place in the plan, counted from 0, and the share of its steps that is done."""

    trial: int
    share: float


def report_count(trials: Sequence[Trial]) -> int:
    """How many reports a whole run brings."""
    return sum(-(-trial.recipe.steps // _REPORT_EVERY) + 1 for trial in trials)


def measure(trials: Sequence[Trial]) -> Callable[[CancelCheck], Iterator[Progress | Measurement]]:
    """The run of these trials as work for a job."""
    return lambda check_cancelled: Experiment(trials).run(check_cancelled)


class Experiment:
    """One run of the experiment. `measurements` grows; `results()` is everything so far."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.trials = tuple(trials)
        self.measurements: list[Measurement] = []
        self._language = MadeUpLanguage()
        self._test = self._language.write(TEST_WORDS, _TEST_SEED)

    def run(self, check_cancelled: CancelCheck = never_cancel) -> Iterator[Progress | Measurement]:
        """Train all models, one after the other."""
        for index, trial in enumerate(self.trials):
            began = time.thread_time()
            trainer = Trainer(self._text_for(trial), self._language.vocabulary, trial.recipe)
            for step in range(trial.recipe.steps):
                if step % _REPORT_EVERY == 0:
                    yield Progress(index, step / trial.recipe.steps)
                check_cancelled()
                trainer.step()
            seconds = time.thread_time() - began
            loss = cross_entropy(trainer.model, self._test)
            size = trainer.model.parameter_count
            self.measurements.append(
                Measurement(trial.width, size, trial.tokens, trial.seed, round(loss, 5), round(seconds, 1))
            )
            yield self.measurements[-1]

    def results(self) -> Results:
        """What has been measured so far."""
        return Results(
            entropy=round(self._language.entropy, 5),
            floor=round(self._language.surprise(self._test), 5),
            vocabulary=self._language.vocabulary,
            test_words=TEST_WORDS,
            threads=torch.get_num_threads(),
            torch=torch.__version__,
            measurements=tuple(self.measurements),
        )

    def _text_for(self, trial: Trial) -> Ids:
        """Text that no other seed learns from. The trainer picks windows anywhere in it: where it is several times as
        long as what is learned from it, hardly a word is read twice.
        """
        return self._language.write(8 * trial.tokens, trial.seed + 1)
