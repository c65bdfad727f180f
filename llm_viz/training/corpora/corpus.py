"""A text to learn from, and a part of it that is held back to see what was learned."""

from __future__ import annotations

from dataclasses import dataclass

from llm_viz.base.languages import Language
from llm_viz.training.corpora.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Corpus:
    """`validation` is of the same kind as `train`, and no part of it.

    `language` is None for a visitor's own text, whose file is called `name`; `replaced` says how many of its characters
    were too rare to keep. `grammar` is what the text was drawn from, where its probabilities are known (else None).
    """

    key: str
    language: Language | None
    train: str
    validation: str
    grammar: Grammar | None = None
    name: str = ""
    replaced: int = 0

    @property
    def entropy_bits(self) -> float | None:
        """Entropy of the grammar in bits per character: no model predicts its text better on average. None without a
        grammar.
        """
        return self.grammar.entropy if self.grammar else None

    def floor_bits(self, characters: int) -> float | None:
        """Surprisal under the grammar of the first `characters` of the validation text, in bits per character: close to
        its entropy, and what a model that knew the grammar would reach on that very text. None without a grammar.
        """
        text = self.validation[:characters]
        return self.grammar.bits(text) / len(text) if self.grammar else None

    def readings(self, characters: int) -> float:
        """How many times the training text is repeated in a run that reads so many characters."""
        return characters / len(self.train)
