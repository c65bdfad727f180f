"""Word-level models: every word is a token. For experiments about single words that must train in seconds.

A sentence of the grammar has about five times as many characters as words, so a word-level model learns the grammar in
about a fifth of the steps.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import torch

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from llm_viz.training.corpora.grammar import END, Grammar
from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Recipe, Shape
from llm_viz.training.trainer import Trainer, cross_entropy
from llm_viz.training.types import TokenIds

Line = tuple[str, ...]
"""The words of a sentence without its end. Those of the English grammar carry the space after them."""

_ENGLISH_WORD = re.compile(r"[A-Za-z’']+|[^A-Za-z’' ]")


def word_recipe(steps: int, seed: int) -> Recipe:
    """How the models of these experiments are trained: about 60,000 parameters, 512 words a step."""
    return Recipe(Shape(layers=2, heads=4, width=48, context=32), steps=steps, batch=16, seed=seed)


class WordVocabulary:
    """All words, in the order of their code points; the id of a word is its index. `END` is always one of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted({*words, END}))
        self._ids = {word: index for index, word in enumerate(self.words)}

    def __len__(self) -> int:
        return len(self.words)

    @property
    def end(self) -> int:
        """The id of the end of a line."""
        return self._ids[END]

    def encode(self, words: Sequence[str]) -> TokenIds:
        """The ids (pos,) of these words; KeyError for one that is not in the vocabulary."""
        return np.fromiter((self._ids[word] for word in words), np.int64, len(words))

    def encode_lines(self, lines: Iterable[Line]) -> TokenIds:
        """The ids (pos,) of a text: every line, followed by `END`."""
        return self.encode([word for line in lines for word in (*line, END)])

    def decode(self, ids: Iterable[int]) -> Line:
        """The words of these ids."""
        return tuple(self.words[index] for index in ids)


def train_model(
    ids: TokenIds, vocabulary: WordVocabulary, recipe: Recipe, check_cancelled: CancelCheck
) -> TinyTransformer:
    """A new model, trained on the text `ids` (pos,) as the recipe says. Raises `TrainingDiverged`."""
    trainer = Trainer(ids, len(vocabulary), recipe)
    for _ in range(recipe.steps):
        check_cancelled()
        trainer.step()
    return trainer.model


def bits_per_line(model: TinyTransformer, lines: Sequence[Line], vocabulary: WordVocabulary) -> float:
    """The mean −log₂ p of a line under the model: of all its words and its end."""
    ids = np.concatenate([[vocabulary.end], vocabulary.encode_lines(lines)])  # the first word is predicted, too
    return cross_entropy(model, ids) * (len(ids) - 1) / math.log(2) / len(lines)


def grammar_lines(grammar: Grammar, count: int, seed: int) -> list[Line]:
    """Sentences drawn from a grammar, as the words that its rules write."""
    pattern = _pattern(grammar)
    return [tuple(pattern.findall(sentence)) for sentence in grammar.sample(count, seed)]


def grammar_words(grammar: Grammar) -> set[str]:
    """Every word that the rules can write."""
    productions = [production for rule in grammar.rules.values() for production in rule]
    symbols = {symbol for production in productions for symbol in production.symbols}
    return symbols - set(grammar.rules)


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    longest_first = sorted(grammar_words(grammar), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def story_words(text: str, language: Language) -> Line:
    """A text cut into words and punctuation, without spaces; Japanese, which has none, into characters."""
    return tuple(text) if language == "ja" else tuple(_ENGLISH_WORD.findall(text))


@torch.inference_mode()
def sample_rows(
    model: TinyTransformer,
    prompts: TokenIds,
    count: int,
    *,
    seed: int,
    temperature: float = 1.0,
    check_cancelled: CancelCheck = never_cancel,
) -> TokenIds:
    """`count` token ids (row, count) sampled one by one after each row of `prompts` (row, pos).

    All rows are sampled together: one forward pass per token. `temperature` (above 0) divides the logits. The same
    `seed` gives the same ids. Raises what `check_cancelled` raises.
    """
    rng = torch.Generator().manual_seed(seed)
    rows = torch.from_numpy(prompts)
    for _ in range(count):
        check_cancelled()
        probabilities = (model(rows[:, -model.shape.context :])[:, -1] / temperature).softmax(-1)
        rows = torch.cat([rows, torch.multinomial(probabilities, 1, generator=rng)], dim=1)
    sampled: TokenIds = rows[:, prompts.shape[1] :].numpy()
    return sampled
