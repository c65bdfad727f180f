"""A causal model reading on, token by token: how strongly it looks back at a word, and what it expects next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible
from llm_viz.chapters.attention.compute.reading_on import ReadingStep
from llm_viz.kit.browser.part import part
from llm_viz.kit.browser.payload import CandidatePayload, candidate_payload

_STRINGS = ("read", "back", "expected")


class StepPayload(TypedDict):
    """A token that has been read; `back` is its weight on the word, None if it comes before, `where` the head."""

    label: str
    back: float | None
    where: str
    expected: list[CandidatePayload]


class ReadingPayload(TypedDict):
    """What `reading_on.js` shows."""

    caption: str
    steps: list[StepPayload]
    strings: dict[str, str]


def reading_table(steps: Sequence[ReadingStep], caption: str, *, key: str, t: Strings) -> None:
    """Show the steps, one row for each token that has been read."""
    payload: ReadingPayload = {
        "caption": caption,
        "steps": [_step_payload(step, t) for step in steps],
        "strings": {name: t(f"reading-{name}") for name in _STRINGS},
    }
    part(__file__)(key, payload)


def _step_payload(step: ReadingStep, t: Strings) -> StepPayload:
    where = {"layer": step.layer + 1, "head": step.head + 1}
    return {
        "label": visible(step.token.text),
        "back": step.back,
        "where": "" if step.back is None else t("reading-where", **where),
        "expected": [candidate_payload(candidate) for candidate in step.expected],
    }
