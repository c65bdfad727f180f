"""Tokenizers of three kinds, texts of all kinds, and tokens made by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from llm_viz.engine.protocol.tokens import Token, Tokenization
from llm_viz.engine.tokenizer import TextTokenizer
from tests.engine.tokenizer_kinds import byte_fallback, byte_level, word_piece

BYTE_LEVEL = TextTokenizer(byte_level())
BYTE_FALLBACK = TextTokenizer(byte_fallback())
WORD_PIECE = TextTokenizer(word_piece())

any_text = st.text(min_size=1, max_size=40) | st.text(
    alphabet="a b\n▁今日が\u3099👨\u200d👩🇯🇵\ufe0f1", min_size=1, max_size=30
)


def read(reader: TextTokenizer, text: str) -> Tokenization:
    return Tokenization(text, reader.read(text), 1000)


def by_hand(*pieces: tuple[str, int]) -> Tokenization:
    """A tokenization into these pieces with these ids."""
    text, tokens = "", []
    for position, (piece, id) in enumerate(pieces):
        end = len(text) + len(piece)
        tokens.append(Token(position, id, piece, piece.encode(), len(text), end, "text"))
        text += piece
    return Tokenization(text, tuple(tokens), 1000)
