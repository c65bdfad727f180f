"""Words as a Japanese dictionary cuts them: the contrast to tokens, which no dictionary made."""

from __future__ import annotations

import threading
from functools import cache

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from llm_viz.kit.compute.function_words import FUNCTION_WORDS

_VISITOR = threading.Lock()
"""One analysis at a time: an analyser keeps its working memory between calls."""

_ENDING = "接尾辞"
_CONTENT_CLASSES = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})


def dictionary_words(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the words of a text, with SudachiPy's longest units (mode C) and its small dictionary.

    Takaoka et al., "Sudachi: a Japanese Tokenizer for Business" (LREC 2018). Spaces and signs are words, too.
    """
    with _VISITOR:
        return tuple((morpheme.begin(), morpheme.end()) for morpheme in _analyser().tokenize(text))


def japanese_content_words(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the words with a meaning of their own: no particles, auxiliaries, formal nouns (ため), signs."""
    with _VISITOR:
        morphemes = _analyser().tokenize(text)
        return tuple((morpheme.begin(), morpheme.end()) for morpheme in morphemes if _has_meaning(morpheme))


def ends_with_japanese_word(text: str, start: int) -> bool:
    """Whether what stands in the text from `start` on is a word with a meaning of its own, or a compound of such words
    and endings (図書・館).
    """
    with _VISITOR:
        morphemes = _analyser().tokenize(text)
        last = [morpheme for morpheme in morphemes if morpheme.end() > start]
        if not last or last[0].begin() != start or not _has_meaning(last[0]):
            return False
        return all(_has_meaning(morpheme) or morpheme.part_of_speech()[0] == _ENDING for morpheme in last)


def _has_meaning(morpheme: Morpheme) -> bool:
    is_content = morpheme.part_of_speech()[0] in _CONTENT_CLASSES
    return is_content and morpheme.dictionary_form() not in FUNCTION_WORDS["ja"]


@cache
def _analyser() -> Tokenizer:
    return Dictionary(dict="small").tokenizer(mode=SplitMode.C)
