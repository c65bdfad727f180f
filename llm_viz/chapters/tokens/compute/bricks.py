"""The beginning of a text as letters that join to tokens: where the cuts are, and in which order the others join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.visible import visible
from llm_viz.chapters.tokens.compute.graphemes import graphemes, group_tokens
from llm_viz.engine.protocol.tokens import MergeHistory, Token, Tokenization
from llm_viz.kit.compute.notes import Note, Values

LONGEST = 48
"""Letters that are shown; a set of cuts between them is a number below 2^LONGEST."""
_BYTE = re.compile(r"⟨[0-9A-F]{2}⟩")


@dataclass(frozen=True, slots=True)
class Brick:
    """Letters that the model reads as one piece, by their places `first` to `last`; several `ids` where the tokens cut
    a letter itself, into bytes.
    """

    first: int
    last: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bricks:
    """The visible `letters` of a text's beginning, and the `pieces` that they join to.

    `joined` says of every gap between two letters after how many merges it is closed; 0 where that is not known, None
    where there is a cut. `count` is the number of tokens.
    """

    letters: tuple[str, ...]
    pieces: tuple[Brick, ...]
    joined: tuple[int | None, ...]
    count: int

    @property
    def cuts(self) -> frozenset[int]:
        """The gaps, by the letter before them, at which the text is cut."""
        return frozenset(gap for gap, closed in enumerate(self.joined) if closed is None)


def beginning(text: str) -> str:
    """The first `LONGEST` visible characters of a text; of a longer one, without a word that does not end there."""
    spans = list(graphemes(text))
    if len(spans) <= LONGEST:
        return text
    cut = text[: spans[LONGEST - 1][1]]
    whole = cut.rstrip() if text[len(cut)].isspace() else cut[: max(cut.rfind(" "), 0)]
    return whole or cut


def letters_of(text: str) -> tuple[str, ...]:
    """The visible characters, each as it can be seen."""
    return tuple(visible(text[start:end]) for start, end in graphemes(text))


def bricks(tokenization: Tokenization, history: MergeHistory | None) -> Bricks:
    """The letters of the whole tokenized text; `history` is that of the same text, if there is one."""
    text = tokenization.text
    spans = list(graphemes(text))
    tokens = [token for token in tokenization.tokens if token.start < token.end]
    pieces = _pieces(text, tokens, spans)
    cuts = {piece.last for piece in pieces[:-1]}
    order = _closing(text, history, spans)
    joined = tuple(None if gap in cuts else order.get(gap, 0) for gap in range(len(spans) - 1))
    return Bricks(letters_of(text), pieces, joined, len(tokens))


def guessed_cuts(guess: str, letters: int) -> frozenset[int] | None:
    """The gaps that a guess names, a hexadecimal number whose bit i is the gap after letter i; None for other texts."""
    if not re.fullmatch(r"[0-9a-f]{1,12}", guess):
        return None
    number = int(guess, 16)
    return frozenset(gap for gap in range(letters - 1) if number >> gap & 1)


def verdict(found: Bricks, guess: frozenset[int] | None, model: str) -> Note:
    """What came out, and how many of the cuts were found."""
    values: Values = {"model": model, "count": found.count, "letters": len(found.letters)}
    if guess is None:
        return Note("bricks-read", values)
    right, wrong = len(guess & found.cuts), len(guess - found.cuts)
    return Note("bricks-found", {**values, "right": right, "all": len(found.cuts), "wrong": wrong})


def _pieces(text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> tuple[Brick, ...]:
    letter_at = {index: place for place, span in enumerate(spans) for index in range(*span)}
    return tuple(
        Brick(letter_at[group.start], letter_at[group.end - 1], tuple(token.id for token in group.tokens))
        for group in group_tokens(text, tokens)
    )


def _closing(text: str, history: MergeHistory | None, spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """After how many merges each gap between two letters is closed, by the letter before it."""
    if history is None:
        return {}
    sizes = [1 if _BYTE.fullmatch(symbol) else len(symbol.encode()) for symbol in history.start]
    if sum(sizes) != len(text.encode()):  # the tokenizer changed the text
        return {}
    ends = {len(text[:end].encode()): place for place, (_, end) in enumerate(spans)}
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    closed: dict[int, int] = {}
    for number, merge in enumerate(history.merges, start=1):
        border = starts.pop(merge.index + 1)
        if border in ends:
            closed[ends[border]] = number
    return closed
