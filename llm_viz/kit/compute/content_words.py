"""Which words of a text carry a meaning of their own: what is asked about is never a "by", a の or a comma."""

from __future__ import annotations

import re

from llm_viz.base.languages import Language
from llm_viz.kit.compute.dictionary import japanese_content_words
from llm_viz.kit.compute.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def content_words(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The spans of the nouns, verbs, adjectives and adverbs with a meaning of their own, and of names and numbers.

    Japanese as a dictionary cuts it; in other languages what is not on the list of English function words.
    """
    if language == "ja":
        return japanese_content_words(text)
    found = _WORD.finditer(text)
    return tuple(match.span() for match in found if match[0].casefold().replace("’", "'") not in FUNCTION_WORDS["en"])
