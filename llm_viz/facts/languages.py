"""The languages of the text that GPT-3 was trained on, by their number of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from llm_viz.facts.files import read_table
from llm_viz.facts.load import load
from llm_viz.facts.source import Source


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """One entry of the list: its code, its words, and their share of all words (0 – 1).

    Codes are those of OpenAI's list: of ISO 639, some in an old form (iw, jw), or of a script (xx-Goth).

    A word count understates languages that are written without spaces.
    """

    code: str
    words: int
    share: float
    source: Source


@cache
def gpt3_languages() -> tuple[LanguageShare, ...]:
    """The languages listed, the most frequent first."""
    shares = (
        load(
            LanguageShare,
            row | {"share": str(float(row["percent_of_words"]) / 100), "confidence": "high"},
            f"gpt3_languages.csv, {row['language']}",
            code="language",
        )
        for row in read_table("gpt3_languages")
    )
    return tuple(sorted(shares, key=lambda language: -language.words))
