"""Model collapse (Shumailov et al. 2023, arXiv:2305.17493): five generations of models, each trained on text that the
one before sampled.

The first is trained on real stories. Three lines of descent follow: "alone" is trained only on text sampled at
temperature 0.8, "unsharpened" only on text sampled at temperature 1, and "mixed" (the control) on the real stories as
well. All train for the same number of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from llm_viz.base.languages import Language
from llm_viz.jobs.cancellation import CancelCheck
from llm_viz.training.corpora import corpus
from llm_viz.training.model import TinyTransformer
from llm_viz.training.types import TokenIds
from llm_viz.training.word_model import WordVocabulary, sample_rows, story_words, train_model, word_recipe

Descent = Literal["alone", "unsharpened", "mixed"]
DESCENTS: tuple[Descent, ...] = get_args(Descent)
TEMPERATURES: dict[Descent, float] = {"alone": 0.8, "unsharpened": 1.0, "mixed": 0.8}
GENERATIONS = 5
WORDS = 6000
"""Words (Japanese: characters) of every text."""
RARE = 3
"""Words that the real text has at most so many times are called rare."""
STEPS = 240
REPORTS = len(DESCENTS) * (GENERATIONS + 1)

_ROWS, _PROMPT = 60, 16  # texts written side by side, and the real words before each (not counted)
_EXCERPT = {"en": 20, "ja": 40}  # words
_NO_SPACE_BEFORE = re.compile(r" ([.,!?;:’'])")


@dataclass(frozen=True, slots=True)
class GenerationReport:
    """A text of `WORDS` words: how many `different` words it has, the share of its words that are rare ones (0 – 1),
    and how it begins.

    Generation 0 is the real text, generation g the text that model g wrote.
    """

    descent: Descent
    generation: int
    different: int
    rare_share: float
    excerpt: str


def measure_collapse(language: Language, seed: int, check_cancelled: CancelCheck) -> Iterator[GenerationReport]:
    """Train generation after generation, of each line of descent in turn."""
    real_words = story_words(corpus(f"stories_{language}").train, language)[:WORDS]
    vocabulary = WordVocabulary(real_words)
    real = vocabulary.encode(real_words)
    rare = np.bincount(real, minlength=len(vocabulary)) <= RARE

    def report(descent: Descent, generation: int, ids: TokenIds) -> GenerationReport:
        excerpt = _readable(vocabulary.decode(ids[: _EXCERPT[language]]), language)
        return GenerationReport(descent, generation, len(np.unique(ids)), float(rare[ids].mean()), excerpt)

    yield from (report(descent, 0, real) for descent in DESCENTS)
    read = dict.fromkeys(DESCENTS, real)
    for generation in range(1, GENERATIONS + 1):
        recipe = word_recipe(STEPS, seed * GENERATIONS + generation)
        models: dict[int, TinyTransformer] = {}  # by the text read: the first generation is the same for all
        for descent in DESCENTS:
            text = read[descent]
            if id(text) not in models:
                models[id(text)] = train_model(text, vocabulary, recipe, check_cancelled)
            sampled = _sampled(models[id(text)], text, TEMPERATURES[descent], recipe.seed, check_cancelled)
            yield report(descent, generation, sampled)
            read[descent] = np.concatenate([real, sampled]) if descent == "mixed" else sampled


def _sampled(
    model: TinyTransformer, text: TokenIds, temperature: float, seed: int, check_cancelled: CancelCheck
) -> TokenIds:
    """`WORDS` ids (pos,) sampled from the model after random passages of its training text, `text` (pos,)."""
    starts = np.random.default_rng(seed).integers(0, len(text) - _PROMPT, _ROWS)
    prompts = np.stack([text[start : start + _PROMPT] for start in starts])  # (row, pos)
    rows = sample_rows(
        model, prompts, WORDS // _ROWS, seed=seed, temperature=temperature, check_cancelled=check_cancelled
    )
    return rows.reshape(-1)


def _readable(words: tuple[str, ...], language: Language) -> str:
    joined = ("" if language == "ja" else " ").join(word.replace("\n", " ") for word in words)
    return _NO_SPACE_BEFORE.sub(r"\1", " ".join(joined.split()))
