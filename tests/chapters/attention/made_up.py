"""Tokens, weights and comparisons made by hand."""

from __future__ import annotations

import numpy as np

from llm_viz.chapters.attention.compute.shared_beginning import Comparison, compare
from llm_viz.engine.model import Model
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import Floats, TokenKind
from llm_viz.kit.compute.notes import Note
from tests.support.fake_engine import FakeEngine

LAYERS, HEADS = 2, 3
TEXTS = ("the apple fell", "the apple, said I")
"""Two texts with one beginning."""


def make_tokens(*texts: str, special_first: bool = False) -> tuple[Token, ...]:
    """Tokens with these texts, one after the other, which know their place in the text."""
    tokens, at = [], 0
    for position, text in enumerate(texts):
        if special_first and position == 0:
            tokens.append(Token(0, 0, text, b"", 0, 0, "special"))
            continue
        tokens.append(Token(position, position, text, text.encode(), at, at + len(text), "text"))
        at += len(text)
    return tuple(tokens)


def words_as_tokens(text: str, specials: str = "<>") -> tuple[Token, ...]:
    """Words with the space before them; a word out of `specials` is a special token."""
    kinds: dict[bool, TokenKind] = {True: "special", False: "text"}
    words = [word for word in text.replace(" ", "| ").split("|") if word]
    return tuple(
        Token(position, sum(map(ord, word)), word, b"", 0, 0, kinds[word.strip() in specials])
        for position, word in enumerate(words)
    )


def resting(length: int) -> Floats:
    """Every token looks at the first one only."""
    weights = np.zeros((LAYERS, HEADS, length, length), np.float32)
    weights[..., 0] = 1.0
    return weights


def keys(notes: list[Note]) -> list[str]:
    return [note.key for note in notes]


def compared(model: str) -> Comparison:
    """The texts in a fake model, which reads both ways if it is called like an encoder."""
    return compare(Model(FakeEngine(), model), TEXTS)
