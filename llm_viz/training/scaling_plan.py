"""What the scaling experiment trains and measures; without PyTorch, so that a page can read results at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

from llm_viz.training.recipe import Recipe, Shape

VOCABULARY = 1024
"""Words of the language that is learned."""
FOLLOWERS = 20
"""Words that may follow each of them."""

WIDTHS = (8, 16, 32, 64, 128, 256, 384)
"""Widths of the residual stream: 9 thousand to 2 million parameters."""
TOKENS = 2**18
"""Words that each of these models learns from; hardly one is read twice."""
DATA_WIDTH = 128
"""The width of the model that learns from more and more data."""
AMOUNTS = (2**14, 2**15, 2**16, 2**17, TOKENS, 2**19)
"""How many words it learns from."""
SEEDS = (0, 1, 2)

CONTEXT = 32  # words
BATCH = 16  # windows
TEST_WORDS = 2**15
_RATE_BY_ROOT, _RATE_BY_WIDTH = 0.03, 0.25  # for narrow and for wide models


@dataclass(frozen=True, slots=True)
class Trial:
    """One model to train: its width, the words it learns from, and the seed of its first weights and its data."""

    width: int
    tokens: int
    seed: int

    @property
    def recipe(self) -> Recipe:
        """One layer throughout, so that size is the only thing that grows."""
        heads = max(1, min(4, self.width // 8))
        return Recipe(
            Shape(layers=1, heads=heads, width=self.width, context=CONTEXT),
            steps=self.tokens // (BATCH * CONTEXT),
            batch=BATCH,
            learning_rate=min(_RATE_BY_ROOT / self.width**0.5, _RATE_BY_WIDTH / self.width),
            seed=self.seed,
        )


@dataclass(frozen=True, slots=True)
class TrialResult:
    """A trained model: its size, and its loss on words it has never seen (nats per word). `seconds`: processor time."""

    width: int
    parameters: int
    tokens: int
    seed: int
    loss: float
    seconds: float


@dataclass(frozen=True, slots=True)
class ScalingResults:
    """All measurements of one run of the experiment.

    `entropy` is that of the language, exactly. `floor` is the loss of the language's own probabilities on the test
    words, which differs from the entropy because the test words are a finite sample. Both in nats per word.
    """

    entropy: float
    floor: float
    vocabulary: int
    test_words: int
    threads: int
    torch: str
    measurements: tuple[TrialResult, ...]


def full_plan() -> tuple[Trial, ...]:
    """All trials, seed by seed, the quick ones first."""
    return tuple(
        Trial(width, tokens, seed)
        for seed in SEEDS
        for width, tokens in sorted(
            {(width, TOKENS) for width in WIDTHS} | {(DATA_WIDTH, tokens) for tokens in AMOUNTS},
            key=lambda trial: trial[0] ** 2 * trial[1],
        )
    )


def short_plan(seed: int = SEEDS[0]) -> tuple[Trial, ...]:
    """Five sizes and one seed: about half a minute of one core."""
    return tuple(Trial(width, TOKENS, seed) for width in WIDTHS[:5])


def to_json(results: ScalingResults) -> str:
    """The results as a file, one line for each measurement."""
    head = asdict(results) | {"measurements": None}
    lines = ",\n    ".join(json.dumps(asdict(result)) for result in results.measurements)
    return json.dumps(head, indent=2).replace("null", f"[\n    {lines}\n  ]") + "\n"


def from_json(text: str) -> ScalingResults:
    """What `to_json` wrote."""
    content: Mapping[str, Any] = json.loads(text)
    measurements: Sequence[Mapping[str, Any]] = content["measurements"]
    return ScalingResults(**{**content, "measurements": tuple(TrialResult(**entry) for entry in measurements)})


@cache
def shipped_results() -> ScalingResults:
    """The results that come with the package: `python -m llm_viz scaling`."""
    return from_json((resources.files("llm_viz.training") / "results" / "scaling.json").read_text("utf-8"))
