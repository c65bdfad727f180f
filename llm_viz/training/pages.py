"""A page that a character-level model writes over and over while it is trained, from noise to words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.character_model import VALIDATED, report_steps
from llm_viz.training.character_settings import default_settings
from llm_viz.training.corpora import corpus
from llm_viz.training.ngrams import bits
from llm_viz.training.trainer import Trainer, cross_entropy, sample

CHARACTERS: dict[Language, int] = {"en": 288, "ja": 192}
"""Of a page."""
DICE, TEMPERATURE = 7, 0.7
"""Seed and temperature of every page: its nth character is always drawn with the same random number."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """After `step` steps and `readings` of the whole text: the loss on other text, bits per character, the `page` that
    the model writes after a line break, and what it has read last ("" before the first step).
    """

    step: int
    readings: float
    validation_bits: float
    page: str
    read: str


def measure_pages(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[PageReport]:
    """The training run with the default settings, on the stories in this language."""
    setup = replace(default_settings(corpus(f"stories_{language}")), seed=seed).setup()
    vocabulary = setup.vocabulary
    text, validation = vocabulary.encode(setup.train), vocabulary.encode(setup.validation)[:VALIDATED]
    trainer = Trainer(text, len(vocabulary), setup.recipe)
    start = vocabulary.encode("\n").tolist()
    for step in report_steps(setup.recipe.steps):
        while trainer.steps_done < step:
            check_cancelled()
            trainer.step()
        drawn = sample(trainer.model, start, CHARACTERS[language], seed=DICE, temperature=TEMPERATURE)
        yield PageReport(
            step,
            round(trainer.tokens_seen / len(text), 2),
            round(bits(cross_entropy(trainer.model, validation)), 3),
            vocabulary.decode(drawn),
            vocabulary.decode(trainer.last_read.tolist()),
        )
