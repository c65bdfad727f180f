"""Words as a Japanese dictionary cuts them: the contrast to tokens, which no dictionary made."""

from __future__ import annotations

import threading
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

_VISITOR = threading.Lock()
"""One analysis at a time: an analyser keeps its working memory between calls."""


def dictionary_words(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the words of a text, with SudachiPy's longest units (mode C) and its small dictionary.

    Takaoka et al., "Sudachi: a Japanese Tokenizer for Business" (LREC 2018). Spaces and signs are words, too.
    """
    with _VISITOR:
        return tuple((morpheme.begin(), morpheme.end()) for morpheme in _analyser().tokenize(text))


def parts_of_speech(text: str) -> tuple[str, ...]:
    """The part of speech of each of these words, as the dictionary names it (名詞, 動詞, 助詞, 補助記号 and so on)."""
    with _VISITOR:
        return tuple(morpheme.part_of_speech()[0] for morpheme in _analyser().tokenize(text))


@cache
def _analyser() -> Tokenizer:
    return Dictionary(dict="small").tokenizer(mode=SplitMode.C)
