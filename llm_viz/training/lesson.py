"""Chapter 1's experiment: a model learns to write from one text, and shows on the way what it can do by now."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from llm_viz.base.errors import BadRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.alphabet import Alphabet, Ids
from llm_viz.training.ngrams import bits, ngram_cross_entropy
from llm_viz.training.recipe import Recipe
from llm_viz.training.trainer import Trainer, cross_entropy, write

REPORTS = 48
SAMPLE_CHARACTERS = 120
_SAMPLED = 4  # every so many reports there is a sample: writing one takes longer than a step of training
VALIDATED = 2048
"""Characters of the validation text that each report is about."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned, and what is asked on the way: how probable `word` is right after `prompt`.

    `validation` is text of the same kind that is not trained on. A prompt or word with characters that are not in the
    texts, or an empty one, raises `BadRequest`.
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
    def alphabet(self) -> Alphabet:
        """The characters of both texts."""
        return Alphabet(self.train + self.validation)


@dataclass(frozen=True, slots=True)
class LessonReport:
    """Where the learner stands after `step` steps and `seconds` of training. Losses in bits per character.

    `train_bits` is the mean over the batches since the last report (None before the first step). `sample` is what it
    writes after the prompt; None where none was drawn.
    """

    step: int
    characters: int
    seconds: float
    train_bits: float | None
    validation_bits: float
    word_probability: float
    sample: str | None


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What others reach on the same validation text, in bits per character: blind guessing among all characters, and
    counting single characters, pairs and triples.
    """

    uniform: float
    unigram: float
    bigram: float
    trigram: float


def learn(lesson: Lesson, check_cancelled: CancelCheck = never_cancel) -> Iterator[LessonReport]:
    """Train, and report at steps that are dense at first: much happens early. `TrainingDiverged` if it blows up."""
    alphabet = lesson.alphabet
    trainer = Trainer(alphabet.encode(lesson.train), len(alphabet), lesson.recipe)
    validation = alphabet.encode(lesson.validation)[:VALIDATED]
    seconds, losses = 0.0, list[float]()
    for number, step in enumerate(report_steps(lesson.recipe.steps)):
        while trainer.steps_done < step:
            check_cancelled()
            began = time.perf_counter()
            losses.append(trainer.step())
            seconds += time.perf_counter() - began
        last = step == lesson.recipe.steps
        yield LessonReport(
            step=step,
            characters=trainer.tokens_seen,
            seconds=seconds,
            train_bits=bits(float(np.mean(losses))) if losses else None,
            validation_bits=bits(cross_entropy(trainer.model, validation)),
            word_probability=_word_probability(trainer, alphabet.encode(lesson.prompt), alphabet.encode(lesson.word)),
            sample=_sample(trainer, alphabet, lesson.prompt) if last or number % _SAMPLED == 0 else None,
        )
        losses.clear()


def report_steps(steps: int, count: int = REPORTS) -> list[int]:
    """About `count` numbers of steps, 0 and the last among them, in equal ratios."""
    ratios = np.geomspace(1, steps + 1, count) - 1
    return sorted({0, steps, *np.round(ratios).astype(int).tolist()})


def yardsticks(train: str, validation: str) -> Yardsticks:
    """What counting in one text reaches on the other; a second or so for a megabyte."""
    alphabet = Alphabet(train + validation)
    known, unseen = alphabet.encode(train), alphabet.encode(validation)[:VALIDATED]
    counted = [bits(ngram_cross_entropy(known, unseen, len(alphabet), order)) for order in (1, 2, 3)]
    return Yardsticks(math.log2(len(alphabet)), *counted)


def _word_probability(trainer: Trainer, prompt: Ids, word: Ids) -> float:
    """The product of the probabilities of the word's characters, each after the prompt and those before it."""
    context = trainer.recipe.shape.context
    row = np.concatenate([prompt, word])[-context - 1 :]
    foreseen = cross_entropy(trainer.model, row) * (len(row) - 1)
    before = row[: -len(word)]
    known = cross_entropy(trainer.model, before) * (len(before) - 1) if len(before) > 1 else 0.0
    return math.exp(known - foreseen)


def _sample(trainer: Trainer, alphabet: Alphabet, prompt: str) -> str:
    ids = alphabet.encode(prompt).tolist()
    return alphabet.decode(write(trainer.model, ids, SAMPLE_CHARACTERS, seed=trainer.recipe.seed))
