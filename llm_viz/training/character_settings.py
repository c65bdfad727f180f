"""The settings of chapter 1's training run, and their defaults for each text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from llm_viz.base.errors import TextTooLong
from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.character_model import TrainingReport, TrainingSetup, run_training
from llm_viz.training.corpora import Corpus, corpus
from llm_viz.training.recipe import Recipe, Shape

DEFAULT_PROMPTS = {
    "stories_en": ("said the ", "fox"),
    "stories_ja": ("と言い", "ました"),
    "grammar_en": ("Two red ", "foxes"),
    "grammar_ja": ("きのう、大きな", "くま"),
}
"""Prompt and word of each text by default: after the prompt, how probable is the word?"""
MAX_PROMPT_CHARACTERS = 24
"""At most so many characters in the prompt, and in the word."""
_STEPS, _STEPS_OF = 1500, {"stories_ja": 500}  # a short text, which a longer training learns by heart
_HEADS, _CONTEXT, _BATCH = 4, 64, 16


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """A visitor's settings; with the defaults, the model writes words within a minute on two cores."""

    corpus: Corpus
    width: int = 64
    layers: int = 2
    steps: int = _STEPS
    learning_rate: float = 0.003
    seed: int = 0
    prompt: str = ""
    word: str = ""

    def setup(self) -> TrainingSetup:
        """The training run with these settings.

        Raises `TextTooLong` for a prompt or word above `MAX_PROMPT_CHARACTERS`, and `BadRequest` for one that is empty
        or has characters the text does not have, and for settings out of range.
        """
        for text in (self.prompt, self.word):
            if len(text) > MAX_PROMPT_CHARACTERS:
                raise TextTooLong(length=len(text), limit=MAX_PROMPT_CHARACTERS)
        recipe = Recipe(
            Shape(self.layers, _HEADS, self.width, _CONTEXT), self.steps, _BATCH, self.learning_rate, seed=self.seed
        )
        return TrainingSetup(self.corpus.train, self.corpus.validation, recipe, self.prompt, self.word)


def default_settings(corpus: Corpus) -> TrainingSettings:
    """The settings to begin with."""
    prompt, word = default_prompt(corpus)
    return TrainingSettings(corpus, steps=_STEPS_OF.get(corpus.key, _STEPS), prompt=prompt, word=word)


def default_prompt(corpus: Corpus) -> tuple[str, str]:
    """The prompt and word to begin with; for a text of the visitor's own, the first words it holds back."""
    if corpus.key in DEFAULT_PROMPTS:
        return DEFAULT_PROMPTS[corpus.key]
    known = set(corpus.train)
    start = "".join(letter for letter in corpus.validation[:200] if letter in known).strip()
    return start[:8] or corpus.train[:8], start[8:12].strip() or corpus.train[8:12].strip() or corpus.train[0]


def measure_character_model(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[TrainingReport]:
    """The training run with the default settings, on the stories in this language."""
    return run_training(replace(default_settings(corpus(f"stories_{language}")), seed=seed).setup(), check_cancelled)
