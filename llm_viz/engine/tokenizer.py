"""Tokens as a reader sees them: which characters of the text each token came from, and which bytes it holds.

A tokenizer's vocabulary has entries such as `Ġç`, `▁猫` or `<0xE3>`: spellings of bytes. Where the bytes of all
tokens add up to the text, each token is tied to its characters exactly; where the tokenizer changed the text first
(lower case, Unicode normalisation, unknown characters), by the tokenizer's own offsets.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from threading import Lock

from tokenizers import Encoding, Tokenizer, models

from llm_viz.engine.merges import MergeTable
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import TokenKind
from llm_viz.engine.utf8 import Unit, characters, hexadecimal, is_whole, readable, unfinished, units
from llm_viz.engine.vocab_spelling import spelling_of

Span = tuple[int, int]
"""Characters from, to (exclusive)."""

_UNTYPABLE = "\uffff "
"""Begins the hidden name of a special token: a noncharacter, and a space, which Unigram vocabularies spell `▁`."""


class TextTokenizer:
    """Reads texts with one tokenizer, which it takes over: copying a large one takes seconds and its memory twice.

    The tokenizer is set to read all of a text (no truncation, no padding), and to read a special token's name, typed by
    a visitor, as plain text.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._added = tokenizer.get_added_tokens_decoder()
        self._spelling = spelling_of(tokenizer)
        self._unknown = _unknown_id(tokenizer)
        self._bytes: dict[int, bytes] = {}
        if isinstance(tokenizer.model, models.Unigram):
            tokenizer = _with_hidden_special_tokens(tokenizer)
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self._merges: MergeTable | None = None
        self._merges_lock = Lock()

    @property
    def merges(self) -> MergeTable:
        """The learned merges, read when first asked for; ModelUnsupported if this is no byte-pair encoding."""
        with self._merges_lock:
            if self._merges is None:
                self._merges = MergeTable(self._tokenizer)
            return self._merges

    def ids(self, text: str) -> list[int]:
        """What the model reads, special tokens included."""
        return list(self._tokenizer.encode(text).ids)

    def read(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, special tokens included, each with its place in the text."""
        encoding = self._tokenizer.encode(text)
        held = [self.token_bytes(id) for id in encoding.ids]
        spans = self._exact_spans(text, held) or self._reported_spans(encoding)
        special = map(bool, encoding.special_tokens_mask)
        return tuple(
            self._token(position, id, data, span, text, is_special)
            for position, (id, data, span, is_special) in enumerate(
                zip(encoding.ids, held, spans, special, strict=True)
            )
        )

    def words(self, text: str) -> list[list[int]]:
        """The tokens in groups that were tokenized each by itself (pre-tokens); without the special tokens around."""
        encoding = self._tokenizer.encode(text)
        numbered = zip(encoding.ids, encoding.word_ids, encoding.special_tokens_mask, strict=True)
        own = ((id, word) for id, word, special in numbered if not special)
        return [[id for id, _ in group] for _, group in groupby(own, key=itemgetter(1))]

    def symbols(self, id: int) -> list[int]:
        """The tokens of the single characters that a token was merged from; itself where it never was."""
        entry = self._tokenizer.id_to_token(id) or ""
        if id in self._added or id == self._unknown or self._spelling.is_single_byte(entry):
            return [id]
        single = (self._tokenizer.token_to_id(character) for character in entry)
        return [symbol for symbol in single if symbol is not None]

    def continue_tokens(self, text: str, ids: Sequence[int]) -> tuple[Token, ...]:
        """The tokens of a text and of what was written after it; their source is the text + `readable` of the bytes."""
        before = self.read(text)
        held = [self.token_bytes(id) for id in ids]
        written = list(units(b"".join(held)))
        source = text + "".join(unit.text for unit in written)
        after = (
            self._token(position, id, data, (len(text) + start, len(text) + end), source, self.is_special(id))
            for position, (id, data, (start, end)) in enumerate(
                zip(ids, held, _align(written, held), strict=True), start=len(before)
            )
        )
        return (*before, *after)

    def token_bytes(self, id: int) -> bytes:
        """The UTF-8 bytes a token stands for; none for a special or unknown one."""
        if id not in self._bytes:
            self._bytes[id] = self._look_up(id)
        return self._bytes[id]

    def is_special(self, id: int) -> bool:
        """Whether the token stands for no text: a control token, or a number beyond the vocabulary."""
        added = self._added.get(id)
        return added.special if added else self._tokenizer.id_to_token(id) is None

    def name(self, id: int) -> str:
        """How to call a token by itself: `<bos>`, ` cat`, `⟨E3 81⟩`."""
        if self.is_special(id):
            return self._added[id].content if id in self._added else f"⟨{id}⟩"
        return readable(self.token_bytes(id))

    def candidate_text(self, pending: bytes, id: int) -> tuple[str, TokenKind]:
        """What a token would add after the unfinished bytes `pending`: a character it completes, else its bytes."""
        if self.is_special(id):
            return self.name(id), "special"
        own = self.token_bytes(id)
        if is_whole(own):
            return readable(own), "text"
        added, reached = "", -len(pending)
        for unit in units(pending + own):
            begin, reached = max(0, reached), reached + unit.length
            if reached > 0:
                added += unit.text if unit.whole else hexadecimal(own[begin:reached])
        return added, "part"

    def unfinished(self, ids: Sequence[int]) -> bytes:
        """The bytes after these tokens that begin a character and wait for its rest."""
        return unfinished(b"".join(map(self.token_bytes, ids)))

    def text(self, ids: Sequence[int]) -> str:
        """What the tokens say, whole characters only: an unfinished end is left out, stray bytes are `⟨E3⟩`."""
        data = b"".join(map(self.token_bytes, ids))
        return readable(data.removesuffix(unfinished(data)))

    def _token(self, position: int, id: int, data: bytes, span: Span, source: str, special: bool) -> Token:
        start, end = span
        if special:
            return Token(position, id, self.name(id), b"", start, start, "special")
        return Token(position, id, source[start:end], data, start, end, "text" if is_whole(data) else "part")

    def _look_up(self, id: int) -> bytes:
        if self.is_special(id) or id == self._unknown:
            return b""
        if id in self._added:  # spelled plainly, not in the vocabulary's alphabet
            return self._spelling.plain(self._added[id].content).encode()
        return self._spelling.bytes_of(self._tokenizer.id_to_token(id) or "")

    def _exact_spans(self, text: str, held: Sequence[bytes]) -> list[Span] | None:
        """The characters each token touches, if the tokens' bytes are those of the text; else None.

        Some tokenizers put a space before the text; it belongs to no character.
        """
        plain = self._spelling.plain(text)
        data, expected = b"".join(held), plain.encode()
        if data not in (expected, b" " + expected):
            return None
        invisible = [] if data == expected else [Unit("", 1, True)]
        return _align([*invisible, *characters(plain)], held)

    def _reported_spans(self, encoding: Encoding) -> list[Span]:
        """The tokenizer's own offsets. WordPiece leaves out spaces; elsewhere a gap belongs to the token after it."""
        gaps = isinstance(self._tokenizer.model, models.WordPiece)
        spans: list[Span] = []
        reached = 0
        for (start, end), added in zip(encoding.offsets, encoding.special_tokens_mask, strict=True):
            if added or end <= start:
                spans.append((reached, reached))
                continue
            spans.append((start if gaps else min(start, reached), end))
            reached = max(reached, end)
        return spans


def _align(source: Sequence[Unit], held: Sequence[bytes]) -> list[Span]:
    """For each run of bytes, one after the other: the characters of the source that it touches."""
    byte_ends = list(accumulate(unit.length for unit in source))
    starts = [0, *accumulate(len(unit.text) for unit in source)]
    spans: list[Span] = []
    at = 0
    for data in held:
        first = bisect_right(byte_ends, at)
        at += len(data)
        last = bisect_left(byte_ends, at) + 1 if data else first
        spans.append((starts[first], starts[last]))
    return spans


def _unknown_id(tokenizer: Tokenizer) -> int | None:
    """The id of the token for text that the vocabulary cannot spell; None where there is none."""
    if isinstance(tokenizer.model, models.Unigram):
        unknown: int | None = json.loads(tokenizer.model.__getstate__())["unk_id"]
        return unknown
    name = getattr(tokenizer.model, "unk_token", None)
    return tokenizer.token_to_id(name) if name else None


def _with_hidden_special_tokens(tokenizer: Tokenizer) -> Tokenizer:
    """A copy in which no text can spell a special token.

    A Unigram vocabulary holds special tokens as ordinary entries, so `encode_special_tokens` alone does not stop a
    typed `</s>` from ending the text.
    """
    description = json.loads(tokenizer.to_str())
    special = {added["content"] for added in description["added_tokens"] if added["special"]}
    for added in description["added_tokens"]:
        if added["special"]:
            added["content"] = _UNTYPABLE + added["content"]
    for entry in description["model"]["vocab"]:
        if entry[0] in special:
            entry[0] = _UNTYPABLE + entry[0]
    return Tokenizer.from_str(json.dumps(description))
