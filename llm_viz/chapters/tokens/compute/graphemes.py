"""Characters as readers see them: an emoji family or an accented letter is one, though it is several in Unicode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from llm_viz.engine.protocol.tokens import Token

_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """The fewest neighbouring tokens whose borders are also borders between visible characters: `source[start:end]`."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def group_tokens(text: str, tokens: Sequence[Token]) -> tuple[TokenGroup, ...]:
    """All tokens in groups, in order; a special token, which stands for no characters, is a group of its own."""
    groups: list[TokenGroup] = []
    spans = {index: span for span in graphemes(text) for index in range(*span)}
    for token in tokens:
        start, end = token.start, token.end
        if start < end:
            start, end = spans[start][0], spans[end - 1][1]
        if groups and start < groups[-1].end and start < end:
            last = groups.pop()
            groups.append(TokenGroup(last.start, max(last.end, end), (*last.tokens, token)))
        else:
            groups.append(TokenGroup(start, end, (token,)))
    return tuple(groups)


def graphemes(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the visible characters, in order."""
    return (match.span() for match in _GRAPHEME.finditer(text))
