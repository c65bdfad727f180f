"""A word inside a text: where it stands, which tokens hold it, and which words stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.base.errors import WordNotFound
from llm_viz.base.languages import Language
from llm_viz.engine.protocol.tokens import Token
from llm_viz.kit.compute.dictionary import dictionary_words
from llm_viz.kit.compute.words import UNSPACED_SCRIPTS, is_sign

_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WESTERN_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word of the text and its tokens (`positions`); neighbouring words that share a token count as one."""

    text: str
    positions: tuple[int, ...]


def language_of(text: str) -> Language:
    """Japanese if there is a kana or Chinese character in it."""
    return "ja" if _JAPANESE.search(text) else "en"


def find_word(text: str, word: str) -> tuple[int, int]:
    """The characters (from, to) of the word's last appearance in the text, in upper or lower case.

    The last one has most context before it. Part of a longer word, like "bat" in "bath", is no appearance; scripts
    without spaces give no sign of that. Raises WordNotFound.
    """
    wanted = word.strip()
    for match in reversed(list(re.finditer(f"(?={re.escape(wanted)})", text, re.IGNORECASE)) if wanted else []):
        start, end = match.start(), match.start() + len(wanted)
        if not (_same_word(text[start - 1 : start], wanted[0]) or _same_word(wanted[-1], text[end : end + 1])):
            return start, end
    raise WordNotFound(word=wanted, context=text)


def replace_word(text: str, word: str, other: str) -> str:
    """The text with another word in the place that `find_word` gives."""
    start, end = find_word(text, word)
    return text[:start] + other + text[end:]


def tokens_of(tokens: Sequence[Token], start: int, end: int) -> range:
    """The positions of the tokens that hold any of these characters."""
    held = [token.position for token in tokens if token.kind != "special" and token.start < end and token.end > start]
    return range(held[0], held[-1] + 1)


def word_groups(text: str, tokens: Sequence[Token], word: range) -> tuple[ContextWord, ...]:
    """The whole text in reading order, each token in one group: words, signs of punctuation, special tokens.

    A token in which a word begins starts a new group. So a word of several tokens stays whole, and a token that holds
    the ends of two words makes one of them. The tokens `word` are one group, whatever they hold.
    """
    starts = {start for start, _ in _word_spans(text)}
    sides = (tokens[: word.start], tokens[word.start : word.stop], tokens[word.stop :])
    before, own, after = _grouped(sides[0], starts), [list(sides[1])], _grouped(sides[2], starts)
    return tuple(_context_word(text, group) for group in (*before, *own, *after))


def is_word_group(group: ContextWord, tokens: Sequence[Token]) -> bool:
    """Whether a group is no sign, and no special token."""
    return not is_sign(group.text, tokens[group.positions[0]].kind)


def _grouped(tokens: Sequence[Token], starts: set[int]) -> list[list[Token]]:
    groups: list[list[Token]] = []
    reached, joinable = 0, False
    for token in tokens:
        blank = len(token.text) - len(token.text.lstrip())
        # The second of two tokens that share a character begins no word.
        begins = token.start >= reached and any(start in starts for start in range(token.start + blank, token.end))
        reached = token.end
        special = token.kind == "special"
        if begins or special or not joinable or is_sign(token.text, token.kind):
            groups.append([])
        groups[-1].append(token)
        joinable = not special
    return groups


def _context_word(text: str, group: Sequence[Token]) -> ContextWord:
    positions = tuple(token.position for token in group)
    if group[0].kind == "special":
        return ContextWord(group[0].text, positions)
    written = text[group[0].start : group[-1].end]
    return ContextWord(written.strip() or written, positions)


def _word_spans(text: str) -> list[tuple[int, int]]:
    if language_of(text) == "ja":
        return [(start, end) for start, end in dictionary_words(text) if not is_sign(text[start:end], "text")]
    return [match.span() for match in _WESTERN_WORD.finditer(text)]


def _same_word(left: str, right: str) -> bool:
    """Whether two neighbouring characters are letters of one word, in a script that writes spaces between words."""
    return bool(left and right) and all(
        character.isalnum() and ord(character) < UNSPACED_SCRIPTS for character in (left, right)
    )
