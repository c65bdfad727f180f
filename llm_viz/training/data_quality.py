"""The same tiny model on clean text, on text with shuffled words, and on text with every line repeated ten times.

All three texts have the same number of lines and are read for the same number of steps. The loss is measured on clean
text that no model was trained on. It is drawn from a known grammar, so the lowest possible mean loss is known, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.corpora.grammar import END, Grammar
from llm_viz.training.grammars import grammar_of
from llm_viz.training.trainer import Trainer
from llm_viz.training.types import TokenIds
from llm_viz.training.word_model import Line, WordVocabulary, bits_per_line, grammar_lines, grammar_words, word_recipe

Quality = Literal["clean", "shuffled", "repeated"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)
LINES = 1000
COPIES = 10
"""How often each line stands in the repeated text."""
SHUFFLED = 0.25
"""Share of the words that change places in the shuffled text."""
STEPS, EVERY = 480, 80
"""Steps of training, and between two measurements."""
MODELS = 3
"""Models for each text, with other weights and other lines."""
REPORTS = MODELS * len(QUALITIES) * (STEPS // EVERY)

_VALIDATION_LINES = 300
_VALIDATION_SEED = 1_000_003


@dataclass(frozen=True, slots=True)
class QualityReport:
    """A model's loss on unseen clean text after `step` steps, and the grammar's own (`floor`): bits per line."""

    quality: Quality
    model: int
    step: int
    bits: float
    floor: float


def measure_quality(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[QualityReport]:
    """Train `MODELS` models for each text, and measure each on the way."""
    grammar = grammar_of(language)
    vocabulary = WordVocabulary(grammar_words(grammar))
    unseen = grammar_lines(grammar, _VALIDATION_LINES, _VALIDATION_SEED)
    floor = _floor(grammar, unseen)
    for model in range(MODELS):
        run = MODELS * seed + model
        lines = grammar_lines(grammar, LINES, run)
        for quality in QUALITIES:
            trainer = Trainer(_text(lines, quality, vocabulary, run), len(vocabulary), word_recipe(STEPS, run))
            while trainer.steps_done < STEPS:
                check_cancelled()
                trainer.step()
                if trainer.steps_done % EVERY == 0:
                    bits = bits_per_line(trainer.model, unseen, vocabulary)
                    yield QualityReport(quality, model, trainer.steps_done, bits, floor)


def _floor(grammar: Grammar, lines: list[Line]) -> float:
    """The mean −log₂ P of these lines under the grammar."""
    return grammar.bits("".join("".join(line) + END for line in lines)) / len(lines)


def _text(lines: list[Line], quality: Quality, vocabulary: WordVocabulary, seed: int) -> TokenIds:
    """The training text (pos,) of this quality."""
    rng = np.random.default_rng(seed)
    if quality == "repeated":
        copies = lines[: LINES // COPIES] * COPIES
        return vocabulary.encode_lines([copies[index] for index in rng.permutation(LINES)])
    ids = vocabulary.encode_lines(lines)
    if quality == "shuffled":
        words = np.flatnonzero(ids != vocabulary.end)
        moved = rng.choice(words, round(SHUFFLED * len(words)), replace=False)
        ids[moved] = ids[rng.permutation(moved)]
    return ids
