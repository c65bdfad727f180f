"""How much of each language GPT-3 read: the sentence about the rarest of those that the page compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llm_viz.base.languages import Language
from llm_viz.base.numbers import Quantity, percent_sign
from llm_viz.facts.languages import LanguageShare
from llm_viz.kit.compute.notes import Note, Values


def written_share(share: float, language: Language) -> str:
    """A share of all words with two digits, however small it is."""
    return f"{100 * share:.2g}{percent_sign(language)}"


def share_notes(by_words: Sequence[LanguageShare], names: Mapping[str, str]) -> tuple[Note, ...]:
    """The place of the rarest of the languages `names` (by code) in the whole list, the most frequent first."""
    placed = [(place, language) for place, language in enumerate(by_words, start=1) if language.code in names]
    place, rarest = placed[-1]
    values: Values = {"language": names[rarest.code], "share": Quantity(rarest.share, written_share)}
    return (Note("shares-place", {**values, "place": place, "count": len(by_words)}),)
