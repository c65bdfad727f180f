"""A text cut into pieces: into the tokens of a tokenizer, or into words or characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.bricks import beginning
from llm_viz.chapters.tokens.compute.graphemes import graphemes
from llm_viz.engine.protocol.tokens import Token, Tokenization
from llm_viz.engine.utf8 import hexadecimal
from llm_viz.kit.compute.dictionary import dictionary_words

PieceKind = Literal["text", "part", "special", "unknown", "changed"]
Unit = Literal["words", "characters"]
"""What else than tokens a text can be cut into."""
MOST_BYTES = 144
"""As many pieces can be told from each other in a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text: its `label`, and the characters `text[start:end]` it stands on. `id` only for a token.

    `read_as`: what a tokenizer that changes the text (such as capitals to small letters) made of these characters.
    """

    label: str
    start: int
    end: int
    kind: PieceKind
    id: int | None = None
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut by the tokenizer of the model `key`, or into units (`key` is a `Unit`).

    `vocabulary` is how many different pieces there can be; None for words and characters.
    """

    key: str
    pieces: tuple[Piece, ...]
    vocabulary: int | None = None

    @property
    def count(self) -> int:
        """How many pieces the text has; special tokens, which the tokenizer adds, are not of the text."""
        return sum(piece.kind != "special" for piece in self.pieces)

    @property
    def special(self) -> int:
        """How many special tokens the tokenizer added."""
        return len(self.pieces) - self.count


def drawable(text: str) -> str:
    """The beginning of a text, of whole visible characters, that can be drawn in pieces as small as its bytes."""
    text = beginning(text)
    for start, end in graphemes(text):
        if len(text[:end].encode()) > MOST_BYTES:
            return text[:start] or text[: MOST_BYTES // 4]  # a character that is large by itself has to be cut
    return text


def is_unknown(token: Token) -> bool:
    """Whether the token stands for characters that its tokenizer cannot spell."""
    return token.kind == "text" and not token.bytes and token.start < token.end


def read_as(token: Token) -> str | None:
    """What the token says, if that is not what was typed; spaces at its ends, and `▁` for a space, are no change."""
    if token.kind != "text" or not token.bytes:
        return None
    read, typed = token.bytes.decode().strip(), token.text.replace("▁", " ").strip()
    return None if read == typed else read


def token_count(tokenization: Tokenization) -> int:
    """How many tokens the text has; special tokens, which the tokenizer adds, are not of the text."""
    return sum(token.kind != "special" for token in tokenization.tokens)


def cut_by_tokenizer(model: str, tokenization: Tokenization) -> Cut:
    """The tokens that the model of this key reads, as pieces; a part of a character is labelled with its bytes."""
    return Cut(model, tuple(map(_piece, tokenization.tokens)), tokenization.vocabulary_size)


def cut_into(unit: Unit, text: str) -> Cut:
    """The text in words of a Japanese dictionary (`dictionary_words`), or in Unicode characters."""
    spans = dictionary_words(text) if unit == "words" else [(index, index + 1) for index in range(len(text))]
    return Cut(unit, tuple(Piece(visible(text[start:end]), start, end, "text") for start, end in spans))


def _piece(token: Token) -> Piece:
    if is_unknown(token):
        return Piece(visible(token.text), token.start, token.end, "unknown", token.id)
    if read := read_as(token):
        return Piece(visible(token.text), token.start, token.end, "changed", token.id, visible(read))
    label = hexadecimal(token.bytes).strip("⟨⟩") if token.kind == "part" else visible(token.text)
    return Piece(label, token.start, token.end, token.kind, token.id)
