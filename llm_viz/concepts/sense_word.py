"""A word inside a text: where it stands, which tokens hold it, and which words stand before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llm_viz.concepts.words import words as japanese_words
from llm_viz.errors import WordNotFound
from llm_viz.i18n import Language
from llm_viz.lm.protocol import Token

_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_WESTERN_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_UNSPACED_SCRIPTS = 0x0E00
"""From here on (Thai, kana, Chinese characters …) words follow each other without spaces; before, spaces part them."""


@dataclass(frozen=True, slots=True)
class EarlierWord:
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
        if not (_joined(text[start - 1 : start], wanted[0]) or _joined(wanted[-1], text[end : end + 1])):
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


def earlier_words(text: str, tokens: Sequence[Token], before: int) -> tuple[EarlierWord, ...]:
    """The words before position `before`, in reading order, without special tokens and signs of punctuation.

    A token in which a word begins starts a new one. So a word of several tokens stays whole, and a token that holds the
    ends of two words makes one of them.
    """
    starts = {start for start, _ in _word_spans(text)}
    groups: list[list[Token]] = []
    reached = 0
    for token in tokens[:before]:
        if token.kind == "special":
            continue
        blank = len(token.text) - len(token.text.lstrip())
        # The second of two tokens that share a character begins no word.
        begins = token.start >= reached and any(start in starts for start in range(token.start + blank, token.end))
        reached = token.end
        if begins or not groups or not _letters(token.text):
            groups.append([])
        groups[-1].append(token)
    kept = [group for group in groups if _letters(text[group[0].start : group[-1].end])]
    return tuple(
        EarlierWord(text[group[0].start : group[-1].end].strip(), tuple(token.position for token in group))
        for group in kept
    )


def _word_spans(text: str) -> list[tuple[int, int]]:
    if language_of(text) == "ja":
        return [(start, end) for start, end in japanese_words(text) if _letters(text[start:end])]
    return [match.span() for match in _WESTERN_WORD.finditer(text)]


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters are letters of one word, in a script that writes spaces between words."""
    return all(one.isalnum() and ord(one) < _UNSPACED_SCRIPTS for one in (left, right)) if left and right else False


def _letters(text: str) -> bool:
    return any(character.isalnum() for character in text)
