"""Byte-pair encoding replayed one merge at a time, with the very merges the tokenizer learned.

Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword Units" (2016, arXiv:1508.07909):
training joins the most frequent pair of neighbouring symbols into a new symbol, again and again; the order of these
merges is their rank. A text is tokenized by applying, in each word, the applicable merge of lowest rank (the leftmost
of equals) until none applies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from llm_viz.engine.protocol.tokens import Merge, MergeHistory
from llm_viz.engine.request_limits import check_text
from llm_viz.engine.tokenizer import TextTokenizer
from llm_viz.engine.utf8 import readable

MAX_REPLAY_CHARACTERS = 120
"""Every merge records the whole sequence, so a history grows with the square of the text."""

Find = Callable[[int, int], tuple[int, int] | None]
"""Of two neighbours: the rank of their merge and the token it makes, or None."""


def merge_history(tokenizer: TextTokenizer, text: str) -> MergeHistory:
    """Replay the merges of a text, words from left to right, each by rank; special tokens are left out.

    Raises EmptyText, TextTooLong (above MAX_REPLAY_CHARACTERS), TextNotUnicode, and ModelUnsupported if the tokenizer
    is no byte-pair encoding. A tokenizer that looks up whole words before merging (`ignore_merges`) may not agree.
    """
    check_text(text, MAX_REPLAY_CHARACTERS)
    find = cache(tokenizer.merges.find)

    @cache
    def shown(id: int) -> str:
        return readable(tokenizer.token_bytes(id)) or tokenizer.name(id)

    words = tokenizer.words(text)
    symbols = [[symbol for id in word for symbol in tokenizer.symbols(id)] for word in words]
    sequence = [shown(id) for word in symbols for id in word]
    start = tuple(sequence)
    merges: list[Merge] = []
    offset = 0
    for word in symbols:
        for index, rank in _merge(word, find):
            place = offset + index
            sequence[place : place + 2] = [shown(word[index])]
            merges.append(Merge(place, rank, tuple(sequence)))
        offset += len(word)
    return MergeHistory(start, tuple(merges), agrees=symbols == words)


def _merge(word: list[int], find: Find) -> Iterator[tuple[int, int]]:
    """Merge the tokens of a word in place until no merge applies, yielding the index and the rank of each merge."""
    while True:
        known = ((index, find(*pair)) for index, pair in enumerate(pairwise(word)))
        possible = [(found[0], index, found[1]) for index, found in known if found]
        if not possible:
            return
        rank, index, joined = min(possible)
        word[index : index + 2] = [joined]
        yield index, rank
