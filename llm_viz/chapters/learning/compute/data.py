"""What a large model was trained on: the languages of GPT-3's text, as a thousand of its words."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import as_percent
from llm_viz.facts.languages import LanguageShare
from llm_viz.kit.compute.notes import Note

SHOWN = ("en", "fr", "de", "es", "it", "pt", "nl", "ru", "ja", "zh", "ko", "ar")
"""Large languages of Europe and Asia, by their codes."""
WORDS = 1000
GUESSES = (1, 7, 20, 50)
"""Words of a thousand that might be Japanese."""


def shown_shares(shares: Sequence[LanguageShare]) -> tuple[LanguageShare, ...]:
    """Those of `SHOWN`, the most frequent first."""
    return tuple(share for share in shares if share.code in SHOWN)


def of_a_thousand(shares: Sequence[float]) -> list[int]:
    """How many of `WORDS` words each of the shares (0 – 1) has, and last how many none of them has.

    Rounded so that they add up: what is left over goes to the largest remainders.
    """
    exact = [WORDS * share for share in (*shares, max(0.0, 1 - sum(shares)))]
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[: WORDS - sum(whole)]:
        whole[place] += 1
    return whole


def data_notes(shares: Sequence[LanguageShare]) -> tuple[Note, ...]:
    """How English compares with Japanese, and with everything else."""
    by_code = {share.code: share for share in shares}
    english, japanese = by_code["en"], by_code["ja"]
    return (
        Note("note-english", {"others": as_percent(1 - english.share), "count": len(shares) - 1}),
        Note("note-japanese", {"times": round(english.words / japanese.words)}),
    )
