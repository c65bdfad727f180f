"""A text to learn from, and a part of it that is held back to see what was learned."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.i18n import Language
from llm_viz.training.corpora.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Corpus:
    """`validation` is of the same kind as `train`, and no part of it.

    `language` is None for a visitor's own text, whose file is called `name`; `replaced` says how many of its characters
    were too rare to keep. `source` made the text, where its probabilities are known.
    """

    key: str
    language: Language | None
    train: str
    validation: str
    source: Grammar | None = None
    name: str = ""
    replaced: int = 0

    @property
    def entropy_bits(self) -> float | None:
        """Bits per character of the source: no model predicts its text better on average. None if nobody knows it."""
        return self.source.entropy if self.source else None

    def floor_bits(self, characters: int) -> float | None:
        """Bits per character that the source itself is surprised by at so much of the validation text: close to its
        entropy, and what a model that knew the source would reach on that very text. None if nobody knows.
        """
        text = self.validation[:characters]
        return self.source.bits(text) / len(text) if self.source else None

    def readings(self, characters: int) -> float:
        """How many times the training text is repeated in a run that reads so many characters."""
        return characters / len(self.train)
