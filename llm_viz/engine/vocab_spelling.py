"""How a tokenizer spells bytes in its vocabulary.

Three spellings cover the tokenizers of today's models: the byte alphabet of GPT-2 (`Ġç` = 20 C3 A7 … every byte is one
printable character), SentencePiece (`▁` is a space, `<0xE3>` a single byte), and WordPiece (`##ing` continues a word).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from tokenizers import Tokenizer
from tokenizers.decoders import Decoder
from tokenizers.normalizers import Normalizer
from tokenizers.pre_tokenizers import PreTokenizer

SPACE_MARK = "▁"
_BYTE_ENTRY = re.compile(r"<0x([0-9A-F]{2})>")


def _byte_alphabet() -> dict[str, int]:
    """The character of each byte in GPT-2's vocabulary: itself where it is printable, else the next one from U+0100."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}


_BYTE_OF = _byte_alphabet()
_SPELLED = {byte: character for character, byte in _BYTE_OF.items()}


def bytes_spelled(data: bytes) -> str:
    """The bytes in GPT-2's alphabet."""
    return "".join(_SPELLED[byte] for byte in data)


@dataclass(frozen=True, slots=True)
class VocabSpelling:
    """How one tokenizer spells: `continuation` and `word_end` are marks such as `##` and `</w>`, or ""."""

    byte_level: bool
    space_mark: bool
    byte_fallback: bool
    continuation: str
    word_end: str

    def bytes_of(self, entry: str) -> bytes:
        """The UTF-8 bytes that a vocabulary entry stands for."""
        if self.byte_level and all(character in _BYTE_OF for character in entry):
            return bytes(_BYTE_OF[character] for character in entry)
        if self.is_single_byte(entry):
            return bytes([int(entry[3:5], 16)])
        if self.word_end and entry.endswith(self.word_end):
            entry = entry.removesuffix(self.word_end) + " "
        return self.plain(entry.removeprefix(self.continuation)).encode()

    def is_single_byte(self, entry: str) -> bool:
        """Whether the entry is one byte of a character that the vocabulary lacks, such as `<0xE3>`."""
        return self.byte_fallback and _BYTE_ENTRY.fullmatch(entry) is not None

    def plain(self, text: str) -> str:
        """The text with marked spaces as spaces; as many characters as before."""
        return text.replace(SPACE_MARK, " ") if self.space_mark else text


def spelling_of(tokenizer: Tokenizer) -> VocabSpelling:
    """Read off the tokenizer's parts (not its vocabulary, so this is quick for any size)."""
    parts = [tokenizer.normalizer, tokenizer.pre_tokenizer, tokenizer.decoder]
    described = [part.__getstate__().decode() for part in parts if part is not None]
    kinds = set().union(*map(kinds_of, parts))
    return VocabSpelling(
        byte_level="ByteLevel" in kinds,
        space_mark=any(SPACE_MARK in text for text in described),
        byte_fallback="ByteFallback" in kinds or bool(getattr(tokenizer.model, "byte_fallback", False)),
        continuation=getattr(tokenizer.model, "continuing_subword_prefix", None) or "",
        word_end=getattr(tokenizer.model, "end_of_word_suffix", None) or "",
    )


def kinds_of(part: Normalizer | PreTokenizer | Decoder | None) -> set[str]:
    """The kinds of which a part of a tokenizer is made."""
    return set() if part is None else _kinds(json.loads(part.__getstate__()))


def _kinds(part: object) -> set[str]:
    """Every "type" in the description of a part of a tokenizer, however deeply nested."""
    if isinstance(part, dict):
        own = {part["type"]} if isinstance(part.get("type"), str) else set()
        return own.union(*map(_kinds, part.values()))
    return set().union(*map(_kinds, part)) if isinstance(part, list) else set()
