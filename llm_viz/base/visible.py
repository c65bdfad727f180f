"""Text whose every character can be seen: tokens are often nothing but spaces, line ends or invisible signs."""

from __future__ import annotations

import re
import unicodedata

SPACE = "␣"
_NAMED = {" ": SPACE, "\n": "⏎", "\r": "␍", "\t": "⇥", "\u00a0": "⍽", "\u3000": "□"}
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that would turn the text around them: always spelled out."""
_BYTES = re.compile("(⟨[0-9A-F]{2}(?: [0-9A-F]{2})*⟩)")
"""Bytes that make no whole character, as tokens spell them: readable already."""
_SPELLED = (0x2028, 0x2029, 0xFFFD)
"""Separators, and the sign for unreadable bytes, which vocabularies know as a character of web pages."""
_INVISIBLE = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me")


def visible(text: str) -> str:
    """The text with spaces and control characters as symbols: a space as `␣`, the end of a line as `⏎`.

    Bytes spelled out like `⟨E3 81⟩` stay as they are. Joiners inside a visible cluster (such as an emoji family)
    stay, so that it is drawn as one; alone they are spelled out as `⟨200D⟩`. A mark that combines with nothing is
    shown on a dotted circle.
    """
    return "".join(part if _BYTES.fullmatch(part) else _symbols(part) for part in _BYTES.split(text))


def visible_words(text: str) -> str:
    """A sentence with its spaces left, everything else that cannot be seen spelled out."""
    return " ".join(visible(word) if word else "" for word in text.split(" "))


def legible(text: str) -> str:
    """Running text as it is, but for the sign for unreadable bytes, which models can write: it is spelled out."""
    return text.replace("\N{REPLACEMENT CHARACTER}", _spelled("\N{REPLACEMENT CHARACTER}"))


def _symbols(text: str) -> str:
    shown = "".join(_NAMED.get(character) or _control_picture(character) for character in text)
    shown = _DIRECTIONS.sub(lambda match: _spelled(match.group()), shown)
    if shown and all(unicodedata.category(character) in _INVISIBLE for character in shown):
        return "".join(_on_circle(character) for character in shown)
    return shown


def _control_picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return _spelled(character) if 0x7F <= code <= 0x9F or code in _SPELLED else character


def _on_circle(character: str) -> str:
    combines = unicodedata.category(character) in ("Mn", "Me") and not 0xFE00 <= ord(character) <= 0xFE0F
    return "◌" + character if combines else _spelled(character)


def _spelled(character: str) -> str:
    return f"⟨{ord(character):04X}⟩"
