"""A model of words that knows nothing."""

from __future__ import annotations

import torch

from llm_viz.training.model import TinyTransformer
from llm_viz.training.recipe import Shape

TINY = Shape(layers=1, heads=1, width=8, context=8)


def tiny_word_model(words: int, seed: int = 0) -> TinyTransformer:
    with torch.random.fork_rng(devices=()):
        torch.manual_seed(seed)
        return TinyTransformer(words, TINY).eval()
