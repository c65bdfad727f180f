"""The words of a context in the order of attention beside their order by what cutting them does."""

from __future__ import annotations

from collections.abc import Sequence

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible, visible_words
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking
from llm_viz.chapters.attention.parts.sense_payload import sense_strings
from llm_viz.kit.browser.payload import Payload
from llm_viz.kit.browser.registry import component


def ranking(contexts: Sequence[str], rankings: Sequence[WordRanking], senses: tuple[str, str], t: Strings) -> None:
    """Show both contexts, each with its words."""
    component("ranking", ("sense_text",))(
        key="ranking",
        data={
            "contexts": [_payload(context, one) for context, one in zip(contexts, rankings, strict=True)],
            "poles": senses,
            "strings": sense_strings(t, "by-attention", "by-meaning", "baseline", "no-words"),
        },
    )


def baseline_payload(baseline: Baseline | None) -> Payload | None:
    """Mean, deviation and draws; None if there is no baseline."""
    if baseline is None:
        return None
    return {"mean": baseline.mean, "deviation": baseline.deviation, "draws": baseline.draws}


def _payload(context: str, ranking: WordRanking) -> Payload:
    rows = [{"text": visible(one.word.text), "weight": one.mean_weight, "shift": one.shift} for one in ranking.words]
    return {"text": visible_words(context), "rows": rows, "baseline": baseline_payload(ranking.baseline)}
