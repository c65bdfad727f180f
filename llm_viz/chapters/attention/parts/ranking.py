"""The words of a context in the order of attention beside their order by what cutting them does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking
from llm_viz.chapters.attention.parts.sense_payload import sense_strings
from llm_viz.kit.browser.part import part


class BaselinePayload(TypedDict):
    """Mean and standard deviation of the shifts that random cuts make, and how many were drawn."""

    mean: float
    deviation: float
    draws: int


class RankedWordPayload(TypedDict):
    """A word, its mean attention weight, and by how much cutting it shifts the score."""

    text: str
    weight: float
    shift: float


class RankedContextPayload(TypedDict):
    """A context with its earlier words."""

    text: str
    rows: list[RankedWordPayload]
    baseline: BaselinePayload | None


class RankingPayload(TypedDict):
    """What `ranking.js` shows."""

    contexts: list[RankedContextPayload]
    strings: dict[str, str]


def ranking(contexts: Sequence[str], rankings: Sequence[WordRanking], t: Strings) -> None:
    """Show both contexts, each with its words."""
    payload: RankingPayload = {
        "contexts": [_payload(context, ranked) for context, ranked in zip(contexts, rankings, strict=True)],
        "strings": sense_strings(t, "by-attention", "by-meaning", "baseline"),
    }
    part(__file__, styles=("sense",))("ranking", payload)


def baseline_payload(baseline: Baseline | None) -> BaselinePayload | None:
    """Mean, deviation and draws; None if there is no baseline."""
    if baseline is None:
        return None
    return {"mean": baseline.mean, "deviation": baseline.deviation, "draws": baseline.draws}


def _payload(context: str, ranking: WordRanking) -> RankedContextPayload:
    rows: list[RankedWordPayload] = [
        {"text": visible(word.word.text), "weight": word.mean_weight, "shift": word.shift} for word in ranking.words
    ]
    return {"text": visible_words(context), "rows": rows, "baseline": baseline_payload(ranking.baseline)}
