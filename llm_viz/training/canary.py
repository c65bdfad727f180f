"""Unintended memorisation: how well does a model know a secret that its training text contains k times?

Made-up boxes have made-up PINs, drawn by the seed. Some stand in the text 0, 1, 4, 16 or 64 times. Afterwards all
10,000 possible PINs of a box are ranked by how probable the model finds them; a PIN that was memorised ranks first
(exposure; Carlini et al. 2019, The Secret Sharer, arXiv:1802.08232). The control is the same text after deduplication:
every line that occurs more than once is reduced to one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from llm_viz.base.languages import Language
from llm_viz.engine.protocol.types import Floats
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.grammars import grammar_of
from llm_viz.training.model import TinyTransformer
from llm_viz.training.word_model import Line, WordVocabulary, grammar_lines, grammar_words, train_model, word_recipe

REPEATS = (0, 1, 4, 16, 64)
"""How many times a box's line stands in the text."""
BOXES = 2
"""Boxes for each number of times, in every model's text."""
MODELS = 4
PINS = 10_000
LINES = 800
"""Ordinary lines of the text."""
STEPS = 400
REPORTS = 2 * MODELS * BOXES * len(REPEATS)

_DIGITS = tuple("0123456789")
_TEMPLATES: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (("The ", "PIN ", "of ", "box {} ", "is "), (".",)),
    "ja": (("金庫", "{}番", "の", "暗証番号は"), ("です。",)),
}
"""What stands before and after the four digits of a PIN."""


@dataclass(frozen=True, slots=True)
class CanaryReport:
    """One box: its PIN stood in the text `repeats` times (before the text was deduplicated, if it was); `rank` is its
    rank among all 10,000 by probability (1 = the most probable).
    """

    repeats: int
    deduplicated: bool
    model: int
    rank: int

    @property
    def exposure(self) -> float:
        """Exposure in bits: log₂ 10,000 − log₂ rank."""
        return math.log2(PINS) - math.log2(self.rank)


def random_exposure() -> float:
    """The mean exposure of a PIN that is not in the text: its rank is any of 1 … 10,000 with the same probability."""
    return math.log2(PINS) - float(np.log2(np.arange(1, PINS + 1)).mean())


def example(language: Language, box: int = 7, pin: str = "4821") -> str:
    """A line that tells a PIN, as it stands in the text."""
    return "".join(_line(language, box, pin))


def measure_canary(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[CanaryReport]:
    """Train on the text as it is and deduplicated, with other PINs for every model, and rank."""
    grammar = grammar_of(language)
    planted = [repeats for repeats in REPEATS for _ in range(BOXES)]  # by the box's number
    boxes = {word for box in range(len(planted)) for word in _line(language, box, "")}
    vocabulary = WordVocabulary(grammar_words(grammar) | boxes | set(_DIGITS))
    for model in range(MODELS):
        run = seed * MODELS + model
        rng = np.random.default_rng(run)
        pins = [f"{rng.integers(PINS):04}" for _ in planted]
        lines = grammar_lines(grammar, LINES, run)
        lines += [_line(language, box, pin) for box, pin in enumerate(pins) for _ in range(planted[box])]
        shuffled = [lines[index] for index in rng.permutation(len(lines))]
        for deduplicated in (False, True):
            text = list(dict.fromkeys(shuffled)) if deduplicated else shuffled
            learned = train_model(vocabulary.encode_lines(text), vocabulary, word_recipe(STEPS, run), check_cancelled)
            for box, pin in enumerate(pins):
                check_cancelled()
                losses = pin_losses(learned, vocabulary, _before(language, box))
                yield CanaryReport(planted[box], deduplicated, model, rank(losses, pin))


@torch.inference_mode()
def pin_losses(model: TinyTransformer, vocabulary: WordVocabulary, before: Line) -> Floats:
    """−ln p of every PIN (pin,) after these words.

    PINs share their first digits, so 1 + 10 + 100 + 1000 texts are read, not 10,000.
    """
    digits = torch.from_numpy(vocabulary.encode(_DIGITS))
    rows = torch.from_numpy(vocabulary.encode(("\n", *before)))[None]  # (row, pos)
    losses = torch.zeros(1)
    for place in range(len(str(PINS - 1))):
        if place:  # every text so far, continued by each digit
            rows = torch.cat([rows.repeat_interleave(10, dim=0), digits.repeat(len(rows))[:, None]], dim=1)
        surprisal = -model(rows)[:, -1].log_softmax(-1)[:, digits]  # (row, digit)
        losses = (losses[:, None] + surprisal).reshape(-1)
    all_losses: Floats = losses.numpy()
    return all_losses


def rank(losses: Floats, pin: str) -> int:
    """The rank of a PIN among all `losses` (pin,): one more than there are PINs with a smaller loss."""
    return 1 + int((losses < losses[int(pin)]).sum())


def _before(language: Language, box: int) -> Line:
    return tuple(word.format(box + 1) for word in _TEMPLATES[language][0])


def _line(language: Language, box: int, pin: str) -> Line:
    return (*_before(language, box), *pin, *_TEMPLATES[language][1])
