"""Chapter 1's experiment: a character-level model learns to write from one text, and is measured on the way."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import BadRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.character_vocabulary import CharacterVocabulary
from llm_viz.training.ngrams import bits, ngram_cross_entropy
from llm_viz.training.recipe import Recipe
from llm_viz.training.trainer import Trainer, cross_entropy, sample
from llm_viz.training.types import TokenIds

REPORTS = 48
SAMPLE_CHARACTERS = 120
VALIDATED = 2048
"""Characters of the validation text that each report is about."""
_REPORTS_PER_SAMPLE = 4  # sampling a text takes longer than a step of training


@dataclass(frozen=True, slots=True)
class TrainingSetup:
    """A training run: the text `train`, the `recipe`, and what is measured on the way.

    Measured are the loss on `validation`, text of the same kind that is not trained on, and the probability of `word`
    right after `prompt`. An empty prompt or word, or one with characters that `train` lacks, raises `BadRequest`.
    """

    train: str
    validation: str
    recipe: Recipe
    prompt: str
    word: str

    def __post_init__(self) -> None:
        known = set(self.train)
        for name, value in (("prompt", self.prompt), ("word", self.word)):
            if not value or not known.issuperset(value):
                raise BadRequest(name=name, value=value, allowed="".join(sorted(known - {"\n"}))[:200])

    @property
    def vocabulary(self) -> CharacterVocabulary:
        """The characters of both texts."""
        return CharacterVocabulary(self.train + self.validation)


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """Measurements after `step` steps, `characters` predicted and `seconds` of training. Losses in bits per character.

    `train_bits` is the mean over the batches since the last report (None before the first step). `word_probability` is
    P(word | prompt), 0 – 1. `sample` is what the model writes after the prompt; None where none was drawn.
    """

    step: int
    characters: int
    seconds: float
    train_bits: float | None
    validation_bits: float
    word_probability: float
    sample: str | None


@dataclass(frozen=True, slots=True)
class Baselines:
    """Losses to compare with, on the same validation text, in bits per character: the uniform distribution over all
    characters, and n-gram models for n = 1, 2, 3.
    """

    uniform: float
    unigram: float
    bigram: float
    trigram: float


def run_training(setup: TrainingSetup, check_cancelled: CancelCheck = never_cancel) -> Iterator[TrainingReport]:
    """Train, and report at the steps of `report_steps`. Raises `TrainingDiverged` and what `check_cancelled` raises."""
    vocabulary = setup.vocabulary
    trainer = Trainer(vocabulary.encode(setup.train), len(vocabulary), setup.recipe)
    validation = vocabulary.encode(setup.validation)[:VALIDATED]
    prompt, word = vocabulary.encode(setup.prompt), vocabulary.encode(setup.word)
    seconds, losses = 0.0, list[float]()
    for number, step in enumerate(report_steps(setup.recipe.steps)):
        while trainer.steps_done < step:
            check_cancelled()
            began = time.perf_counter()
            losses.append(trainer.step())
            seconds += time.perf_counter() - began
        with_sample = step == setup.recipe.steps or number % _REPORTS_PER_SAMPLE == 0
        yield TrainingReport(
            step=step,
            characters=trainer.tokens_seen,
            seconds=seconds,
            train_bits=bits(float(np.mean(losses))) if losses else None,
            validation_bits=bits(cross_entropy(trainer.model, validation)),
            word_probability=_word_probability(trainer, prompt, word),
            sample=_sample(trainer, vocabulary, setup.prompt) if with_sample else None,
        )
        losses.clear()


def report_steps(steps: int, count: int = REPORTS) -> list[int]:
    """About `count` step numbers, 0 and `steps` among them, in equal ratios: the loss changes fastest at first."""
    ratios = np.geomspace(1, steps + 1, count) - 1
    return sorted({0, steps, *np.round(ratios).astype(int).tolist()})


def baselines(train: str, validation: str) -> Baselines:
    """The losses of models that only count in `train`; takes about a second for a megabyte."""
    vocabulary = CharacterVocabulary(train + validation)
    known, unseen = vocabulary.encode(train), vocabulary.encode(validation)[:VALIDATED]
    counted = [bits(ngram_cross_entropy(known, unseen, len(vocabulary), order)) for order in (1, 2, 3)]
    return Baselines(math.log2(len(vocabulary)), *counted)


def _word_probability(trainer: Trainer, prompt: TokenIds, word: TokenIds) -> float:
    """The product of the probabilities of the word's characters, each after the prompt and those before it."""
    context = trainer.recipe.shape.context
    both = np.concatenate([prompt, word])[-context - 1 :]  # (pos,)
    nats_both = cross_entropy(trainer.model, both) * (len(both) - 1)
    before = both[: -len(word)]
    nats_before = cross_entropy(trainer.model, before) * (len(before) - 1) if len(before) > 1 else 0.0
    return math.exp(nats_before - nats_both)


def _sample(trainer: Trainer, vocabulary: CharacterVocabulary, prompt: str) -> str:
    ids = vocabulary.encode(prompt).tolist()
    return vocabulary.decode(sample(trainer.model, ids, SAMPLE_CHARACTERS, seed=trainer.recipe.seed))
