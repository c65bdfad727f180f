"""What silencing each head does to the meaning, as a grid for each context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.parts.ranking import BaselinePayload, baseline_payload
from llm_viz.chapters.attention.parts.sense_payload import Scores, rounded, sense_strings
from llm_viz.kit.browser.part import part

_KEY = "head_grid"
_STRINGS = ("layer", "head", "towards", "grid", "point-head", "click-head", "baseline-heads")


class GridPayload(TypedDict):
    """A context; `shifts` of the score by layer and head, None for a head that has not been silenced yet."""

    text: str
    shifts: list[Scores]
    baseline: BaselinePayload | None


class HeadGridPayload(TypedDict):
    """What `head_grid.js` shows."""

    contexts: list[GridPayload]
    poles: tuple[str, str]
    strings: dict[str, str]


def head_grid(
    contexts: Sequence[str],
    effects: Sequence[HeadEffects],
    senses: tuple[str, str],
    silence: Callable[[str], None],
    t: Strings,
) -> None:
    """Show the shifts; `silence` is called with a head ("7-3", numbers from 1) that the visitor has clicked."""
    payload: HeadGridPayload = {
        "contexts": [
            {
                "text": visible_words(context),
                "shifts": [rounded(layer) for layer in effect.shifts],
                "baseline": baseline_payload(effect.baseline) if effect.complete else None,
            }
            for context, effect in zip(contexts, effects, strict=True)
        ],
        "poles": senses,
        "strings": sense_strings(t, *_STRINGS),
    }
    part(__file__, styles=("sense",))(
        _KEY, payload, on_silence_change=lambda: silence(str(st.session_state[_KEY].silence))
    )
