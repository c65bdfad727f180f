"""What tokens write one after another, for tokenizers whose decoder joins words by spaces of its own.

Most vocabularies spell the space before a word, so that the bytes of the tokens add up to the text. Others do not
(WordPiece, whole words): there a space, or none, comes from what stands before. Such a decoder is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from tokenizers import Tokenizer

from llm_viz.engine.utf8 import is_whole
from llm_viz.engine.vocab_spelling import SPACE_MARK, kinds_of

_TRIED = 40
"""Tokens whose joints show whether a decoder joins."""
_COLLAPSES = "CTC"
"""A decoder that writes a repeated token once."""


class WordJoining:
    """The decoder of one tokenizer, asked for what each token adds."""

    def __init__(self, tokenizer: Tokenizer, probe: int) -> None:
        self._tokenizer = tokenizer
        self._probe = probe
        self._alone: dict[int, bytes] = {}

    @classmethod
    def of(cls, tokenizer: Tokenizer, bytes_of: Callable[[int], bytes]) -> WordJoining | None:
        """None for a tokenizer whose tokens' bytes (`bytes_of`) add up to what it decodes."""
        kinds = kinds_of(tokenizer.decoder)
        tried = _ordinary(tokenizer, bytes_of)
        if not tried or (tokenizer.decoder is None and _spells_spaces(tokenizer)):
            return None
        adds_up = all(
            tokenizer.decode([tried[0], *pair]) == tokenizer.decode(tried[:1]) + b"".join(map(bytes_of, pair)).decode()
            for pair in pairwise(tried)
        )
        return None if adds_up and _COLLAPSES not in kinds else cls(tokenizer, tried[0])

    def piece(self, id: int) -> bytes:
        """What the token adds after an ordinary word."""
        if id not in self._alone:
            self._alone[id] = self.pieces([self._probe], [id])[0]
        return self._alone[id]

    def pieces(self, before: Sequence[int], ids: Sequence[int]) -> list[bytes]:
        """What each of `ids` adds after `before` and those before it."""
        texts = self._texts(before, ids)
        return [after[_shared(earlier, after) :].encode() for earlier, after in pairwise(texts)]

    def _texts(self, before: Sequence[int], ids: Sequence[int]) -> Iterator[str]:
        return (self._tokenizer.decode([*before, *ids[:count]]) for count in range(len(ids) + 1))


def _shared(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _ordinary(tokenizer: Tokenizer, bytes_of: Callable[[int], bytes]) -> list[int]:
    """Different tokens, each of whole characters of its own, from all over the vocabulary."""
    size = tokenizer.get_vocab_size()
    added = tokenizer.get_added_tokens_decoder()
    ids = (id for id in range(0, size, max(1, size // (_TRIED * 8))) if id not in added)
    whole = [id for id in ids if bytes_of(id).strip() and is_whole(bytes_of(id))]
    return whole[:: max(1, len(whole) // _TRIED)]


def _spells_spaces(tokenizer: Tokenizer) -> bool:
    """Whether the vocabulary spells the spaces between words, though nobody set a decoder that says so."""
    parts = [part.__getstate__().decode() for part in (tokenizer.normalizer, tokenizer.pre_tokenizer) if part]
    return "ByteLevel" in kinds_of(tokenizer.pre_tokenizer) or any(SPACE_MARK in part for part in parts)
