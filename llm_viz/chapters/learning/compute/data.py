"""What a large model was trained on: the languages of GPT-3's text."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.numbers import as_percent
from llm_viz.facts.languages import LanguageShare
from llm_viz.kit.compute.notes import Note

SHOWN = ("en", "fr", "de", "es", "it", "pt", "nl", "ru", "ja", "zh", "ko", "ar")
"""Large languages of Europe and Asia, by their codes."""


def shown_shares(shares: Sequence[LanguageShare]) -> tuple[LanguageShare, ...]:
    """Those of `SHOWN`, the most frequent first."""
    return tuple(share for share in shares if share.code in SHOWN)


def data_notes(shares: Sequence[LanguageShare]) -> tuple[Note, ...]:
    """How English compares with Japanese, and with everything else."""
    by_code = {share.code: share for share in shares}
    english, japanese = by_code["en"], by_code["ja"]
    return (
        Note("note-english", {"others": as_percent(1 - english.share), "count": len(shares) - 1}),
        Note("note-japanese", {"times": round(english.words / japanese.words)}),
    )
