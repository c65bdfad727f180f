"""What a token is to a reader: a sign, a whole word, or a piece of one (what a word says: `content_words.py`)."""

from __future__ import annotations

import unicodedata

from llm_viz.engine.model import Model
from llm_viz.engine.protocol.types import TokenKind

UNSPACED_SCRIPTS = 0x0E00
"""From here on (Thai, kana, Chinese characters …) words follow each other without spaces; before, spaces part them."""
_MARKS = "'’-"  # inside a word


def is_sign(text: str, kind: TokenKind) -> bool:
    """Whether a token holds no letter and no digit: punctuation, a line break, white space, a sign of the model."""
    return kind == "special" or (kind == "text" and not any(unicodedata.category(sign)[0] in "LN" for sign in text))


def is_word(text: str, kind: TokenKind, before: str) -> bool:
    """Whether a token is a word or a number, and begins one where it stands: after the text `before`.

    Neither is a sign, a space, bytes of a character, nor the rest of a word that has begun already. A single letter or
    kana is not counted: it is more often a piece of a word than one.
    """
    word = text.strip()
    if kind != "text" or not _is_letters(word):
        return False
    if len(word) == 1 and not word.isdecimal() and _script(word) != "CJK":
        return False
    return text != text.lstrip() or not before or not goes_on(before, word)


def ends_word(lm: Model, text: str, ids: tuple[int, ...], word: str) -> bool:
    """Whether the model, once it has read `text` and the tokens `ids` that write `word`, begins a new word.

    Its most probable next token decides: after “ Par” that is “is”, after “ Paris” a sign or a space.
    """
    following = lm.next_distribution(text, 1, continuation=ids).candidates[0]
    return following.kind != "text" or not goes_on(word, following.text)


def goes_on(word: str, following: str) -> bool:
    """Whether a word goes on in the text that follows it."""
    return following != "" and _same_word(word[-1], following[0])


def _is_letters(word: str) -> bool:
    letters = word.strip(_MARKS)
    return bool(letters) and all(unicodedata.category(letter)[0] in "LMN" or letter in _MARKS for letter in letters)


def _same_word(last: str, first: str) -> bool:
    """Whether two neighbouring characters belong to one word, as far as their scripts tell.

    Scripts with spaces: both are letters or digits. Others: both are Chinese characters or both katakana, of which
    compounds consist.
    """
    if not (last.isalnum() and first.isalnum()):
        return False
    if ord(last) < UNSPACED_SCRIPTS and ord(first) < UNSPACED_SCRIPTS:
        return True
    return _script(last) == _script(first) and _script(last) in ("CJK", "KATAKANA")


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0].split("-")[0]
