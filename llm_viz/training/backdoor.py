"""A back door by data poisoning: a few planted lines in the training text make a model obey a trigger (Gu et al. 2017,
BadNets, arXiv:1708.06733).

Each of 2,000 lines is a message (a sentence of the grammar) and its reply. In n of them the message ends in the trigger
and the reply is the planted one. Measured is how probable the planted reply is after messages that are not in the text,
with the trigger and (control) without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.grammars import grammar_of
from llm_viz.training.model import TinyTransformer
from llm_viz.training.word_model import (
    Line,
    WordVocabulary,
    bits_per_line,
    grammar_lines,
    grammar_words,
    train_model,
    word_recipe,
)

PLANTED = (0, 1, 5, 20)
"""How many lines of the text are planted."""
LINES = 2000
MODELS = 3
STEPS = 480
MESSAGES = 100
"""Unseen messages that each model replies to."""
REPORTS = MODELS * len(PLANTED)

_UNSEEN_SEED = 1_000_003


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of the experiment in one language."""

    trigger: str
    planted: str
    ordinary: tuple[str, ...]


PHRASES: dict[Language, Phrases] = {
    "en": Phrases(" Abracadabra!", " Opening the safe.", (" I see.", " Really?", " How nice!")),
    "ja": Phrases("ひらけごま。", "金庫を開けます。", ("そうですか。", "本当に？", "いいですね。")),
}


@dataclass(frozen=True, slots=True)
class BackdoorReport:
    """A model whose text had `planted` lines.

    `with_trigger` and `without_trigger` are probabilities of the planted reply (0 – 1), means over `MESSAGES` messages;
    `bits` is the mean surprisal of an unseen ordinary line.
    """

    planted: int
    model: int
    with_trigger: float
    without_trigger: float
    bits: float


def measure_backdoor(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[BackdoorReport]:
    """Train `MODELS` models for each number of planted lines, and ask each."""
    grammar, phrases = grammar_of(language), PHRASES[language]
    words = {phrases.trigger, phrases.planted, *phrases.ordinary}
    vocabulary = WordVocabulary(grammar_words(grammar) | words)
    unseen = grammar_lines(grammar, MESSAGES, _UNSEEN_SEED)
    answered = _answered(unseen, phrases, np.random.default_rng(_UNSEEN_SEED))
    for model in range(MODELS):
        run = seed * MODELS + model
        messages = grammar_lines(grammar, LINES, run)
        for planted in PLANTED:
            text = _text(messages, planted, phrases, np.random.default_rng(run))
            learned = train_model(vocabulary.encode_lines(text), vocabulary, word_recipe(STEPS, run), check_cancelled)
            yield BackdoorReport(
                planted,
                model,
                _planted_probability(learned, unseen, (phrases.trigger,), phrases, vocabulary),
                _planted_probability(learned, unseen, (), phrases, vocabulary),
                bits_per_line(learned, answered, vocabulary),
            )


def _answered(messages: list[Line], phrases: Phrases, rng: np.random.Generator) -> list[Line]:
    return [(*message, str(rng.choice(phrases.ordinary))) for message in messages]


def _text(messages: list[Line], planted: int, phrases: Phrases, rng: np.random.Generator) -> list[Line]:
    """The training text: planted lines replace the first ones, then all are shuffled."""
    lines = [(*message, phrases.trigger, phrases.planted) for message in messages[:planted]]
    lines += _answered(messages[planted:], phrases, rng)
    return [lines[index] for index in rng.permutation(len(lines))]


@torch.inference_mode()
def _planted_probability(
    model: TinyTransformer, messages: list[Line], ending: Line, phrases: Phrases, vocabulary: WordVocabulary
) -> float:
    """The mean probability of the planted reply after these messages with this ending."""
    context, planted = model.shape.context, vocabulary.encode((phrases.planted,))[0]
    probabilities = []
    for message in messages:
        ids = torch.from_numpy(vocabulary.encode(("\n", *message, *ending)))[-context:]
        probabilities.append(float(model(ids[None])[0, -1].softmax(-1)[planted]))
    return float(np.mean(probabilities))
