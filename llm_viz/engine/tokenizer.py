"""Tokens as a reader sees them: which characters of the text each token came from, and which bytes it holds.

A tokenizer's vocabulary has entries such as `Ġç`, `▁猫` or `<0xE3>`: spellings of bytes. Where the bytes of all
tokens add up to the text, each token is tied to its characters exactly; where the tokenizer changed the text first
(lower case, Unicode normalisation, unknown characters), by the tokenizer's own offsets.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from threading import Lock
from typing import NamedTuple

from tokenizers import Tokenizer, models

from llm_viz.base.errors import TokenUnknown
from llm_viz.engine.merges import MergeTable
from llm_viz.engine.protocol.tokens import Token
from llm_viz.engine.protocol.types import TokenKind
from llm_viz.engine.token_spans import Place, Span, align, exact_spans, reported_spans
from llm_viz.engine.utf8 import LONGEST_UNFINISHED, hexadecimal, is_whole, readable, unfinished, units
from llm_viz.engine.vocab_spelling import kinds_of, spelling_of
from llm_viz.engine.word_joining import WordJoining

_UNTYPABLE = "\uffff "
"""Begins the hidden name of a special token: a noncharacter, and a space, which Unigram vocabularies spell `▁`."""


_CUTTING_AT_SPACES = {"Whitespace", "WhitespaceSplit", "BertPreTokenizer", "CharDelimiterSplit"}
"""Pre-tokenizers that cut a text at its spaces and throw these away."""


class _Read(NamedTuple):
    """One token as the tokenizer reports it: `word` groups what was tokenized together."""

    id: int
    place: Place
    word: int | None


class TextTokenizer:
    """Reads texts with one tokenizer, which it takes over: copying a large one takes seconds and its memory twice.

    The tokenizer is set to read all of a text (no truncation, no padding), and to read a special token's name, typed by
    a visitor, as plain text. `rows`: how many tokens the model knows; None = all of the tokenizer's. `writes`: the
    model goes on with what it read, so the special tokens that a tokenizer puts after every text are left out, `</s>`
    for instance: what follows the end of a text is another text.

    Raises `TokenUnknown` if the model does not know a token that is part of every text.
    """

    def __init__(self, tokenizer: Tokenizer, *, rows: int | None = None, writes: bool = False) -> None:
        self._added = tokenizer.get_added_tokens_decoder()
        self._spelling = spelling_of(tokenizer)
        self._unknown = _unknown_id(tokenizer)
        self._bytes: dict[int, bytes] = {}
        self._candidates: dict[int, tuple[str, TokenKind]] = {}  # as they read after a text of whole characters
        self._rows = rows
        if isinstance(tokenizer.model, models.Unigram):
            tokenizer = _with_hidden_special_tokens(tokenizer)
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self._leaves_out_spaces = bool(_CUTTING_AT_SPACES & kinds_of(tokenizer.pre_tokenizer))
        self._joining = WordJoining.of(tokenizer, self.token_bytes)
        closing = _closing_ids(tokenizer) if writes else []
        self._closing = len(closing)
        self.left_out = tuple(map(self.name, closing))
        """The names of the special tokens that the tokenizer would put after every text."""
        self._check_known(tokenizer.encode("").ids)
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
        """What the model reads, special tokens included; `TokenUnknown` if it does not know one of them."""
        return [token.id for token in self._encode(text)]

    def read(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, special tokens included, each with its place in the text. Raises as `ids` does."""
        encoded = self._encode(text)
        held = [self.token_bytes(token.id) for token in encoded]
        places = [token.place for token in encoded]
        exact = exact_spans(text, self._spelling.plain(text), held)
        spans = exact or reported_spans(text, places, held, self._leaves_out_spaces)
        return tuple(
            self._token(position, token.id, data, span, text, token.place.special)
            for position, (token, data, span) in enumerate(zip(encoded, held, spans, strict=True))
        )

    def words(self, text: str) -> list[list[int]]:
        """The tokens in groups that were tokenized each by itself (pre-tokens); without the special tokens around."""
        own = (token for token in self._encode(text) if not token.place.special)
        return [[token.id for token in group] for _, group in groupby(own, key=lambda token: token.word)]

    def _encode(self, text: str) -> list[_Read]:
        encoding = self._tokenizer.encode(text)
        self._check_known(encoding.ids)
        places = map(Place, encoding.offsets, map(bool, encoding.special_tokens_mask))
        tokens = list(map(_Read, encoding.ids, places, encoding.word_ids))
        return tokens[: len(tokens) - self._closing]

    def _check_known(self, ids: Sequence[int]) -> None:
        unknown = next((id for id in ids if self._rows is not None and id >= self._rows), None)
        if unknown is not None:
            raise TokenUnknown(token=self.name(unknown), id=unknown, last=(self._rows or 0) - 1)

    def symbols(self, id: int) -> list[int]:
        """The tokens of the single characters that a token was merged from; itself where it never was."""
        entry = self._tokenizer.id_to_token(id) or ""
        if id in self._added or id == self._unknown or self._spelling.is_single_byte(entry):
            return [id]
        single = (self._tokenizer.token_to_id(character) for character in entry)
        return [symbol for symbol in single if symbol is not None]

    def continue_tokens(self, text: str, ids: Sequence[int]) -> tuple[Token, ...]:
        """The tokens of a text and of what was written after it; their source is the text + `readable` of the bytes.

        Raises `TokenUnknown` for a number that the model has no token for.
        """
        self._check_known(ids)
        before = self.read(text)
        held = self.written([token.id for token in before], ids)
        written = list(units(b"".join(held)))
        source = text + "".join(unit.text for unit in written)
        after = (
            self._token(position, id, data, (len(text) + start, len(text) + end), source, self.is_special(id))
            for position, (id, data, (start, end)) in enumerate(
                zip(ids, held, align(written, held), strict=True), start=len(before)
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
        kept = self._candidates.get(id)
        if kept is not None and not (pending and kept[1] == "part"):  # all but parts read alike after all texts
            return kept
        found = self._candidate(pending, id)
        if not pending or found[1] != "part":
            self._candidates[id] = found
        return found

    def _candidate(self, pending: bytes, id: int) -> tuple[str, TokenKind]:
        own = self._written_alone(id)
        if self.is_special(id):
            return self.name(id), "special"
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
        end = b""
        for id in reversed(ids):
            end = self.token_bytes(id) + end
            if len(end) >= LONGEST_UNFINISHED:
                break
        return unfinished(end)

    def written(self, before: Sequence[int], ids: Sequence[int]) -> list[bytes]:
        """The bytes that each token adds to the text, as the tokenizer's own decoder writes them one after another."""
        if self._joining is None:
            return [self._written_alone(id) for id in ids]
        return self._joining.pieces(before, ids)

    def _written_alone(self, id: int) -> bytes:
        """The bytes that a token adds after any other; an unknown one writes its name."""
        if self._joining is not None:
            return self._joining.piece(id)
        if id == self._unknown and not self.is_special(id):
            return (self._tokenizer.id_to_token(id) or "").encode()
        return self.token_bytes(id)

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


def _closing_ids(tokenizer: Tokenizer) -> list[int]:
    """The special tokens that the tokenizer puts after every text."""
    for probe in ("a", "1", "あ"):
        encoding = tokenizer.encode(probe)
        own = [place for place, special in enumerate(encoding.special_tokens_mask) if not special]
        if own:
            return list(encoding.ids[own[-1] + 1 :])
    return []
