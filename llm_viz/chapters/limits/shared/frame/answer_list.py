"""Drawn answers written out, the commonest first, for the drawbacks that draw."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.limits.shared.compute.answers import Answers
from llm_viz.kit.markdown import escape


def listed_answers(answers: Answers, most: int, t: Strings) -> str:
    """At most so many answers with how often each came, and how many others there are, as Markdown."""
    counts = answers.counts[:most]
    listed = [f"{escape(visible_words(answer)) or t('no-answer')} ×{count}" for answer, count in counts]
    others = answers.distinct - len(counts)
    return ", ".join([*listed, t("others", count=others)] if others else listed)
