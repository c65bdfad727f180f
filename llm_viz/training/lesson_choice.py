"""What chapter 1's model is to learn from and how: the settings of a lesson, and those to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from llm_viz.base.errors import TextTooLong
from llm_viz.base.i18n import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.corpora import Corpus, corpus
from llm_viz.training.lesson import Lesson, LessonReport, learn
from llm_viz.training.recipe import Recipe, Shape

ASKED = {
    "stories_en": ("said the ", "fox"),
    "stories_ja": ("と言い", "ました"),
    "grammar_en": ("Two red ", "foxes"),
    "grammar_ja": ("きのう、大きな", "くま"),
}
"""What each text is asked with at first: after the prompt, how probable is the word?"""
MAX_ASKED = 24
"""Characters of the prompt and of the word."""
_STEPS_OF = {"stories_ja": 500}  # a short text, which a longer training learns by heart
_HEADS, _CONTEXT, _BATCH = 4, 64, 16


@dataclass(frozen=True, slots=True)
class Choice:
    """A visitor's settings; the defaults show words within a minute on two cores. Hashable but for the text."""

    corpus: Corpus
    width: int = 64
    layers: int = 2
    steps: int = 1500
    learning_rate: float = 0.003
    seed: int = 0
    prompt: str = ""
    word: str = ""

    def lesson(self) -> Lesson:
        """The training run; `BadRequest` for a prompt or word with characters the text does not have, `TextTooLong`."""
        for asked in (self.prompt, self.word):
            if len(asked) > MAX_ASKED:
                raise TextTooLong(length=len(asked), limit=MAX_ASKED)
        recipe = Recipe(
            Shape(self.layers, _HEADS, self.width, _CONTEXT), self.steps, _BATCH, self.learning_rate, seed=self.seed
        )
        return Lesson(self.corpus.train, self.corpus.validation, recipe, self.prompt, self.word)


def first_choice(corpus: Corpus) -> Choice:
    """The settings to begin with."""
    prompt, word = asked_of(corpus)
    return Choice(corpus, steps=_STEPS_OF.get(corpus.key, 1500), prompt=prompt, word=word)


def asked_of(corpus: Corpus) -> tuple[str, str]:
    """The prompt and word to begin with; for a text of the visitor's own, the first words it holds back."""
    if corpus.key in ASKED:
        return ASKED[corpus.key]
    known = set(corpus.train)
    start = "".join(letter for letter in corpus.validation[:200] if letter in known).strip()
    return start[:8] or corpus.train[:8], start[8:12].strip() or corpus.train[8:12].strip() or corpus.train[0]


def measure_lesson(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[LessonReport]:
    """The lesson of a visitor who changes nothing."""
    return learn(replace(first_choice(corpus(f"stories_{language}")), seed=seed).lesson(), check_cancelled)
