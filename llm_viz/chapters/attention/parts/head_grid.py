"""What silencing each head does to the meaning, as a grid for each context."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.parts.ranking import baseline_payload
from llm_viz.chapters.attention.parts.sense_payload import rounded, sense_strings
from llm_viz.kit.browser.registry import component

_KEY = "head_grid"
_STRINGS = ("layer", "head", "towards", "grid", "point-head", "click-head", "baseline-heads")


def head_grid(
    contexts: Sequence[str],
    effects: Sequence[HeadEffects],
    senses: tuple[str, str],
    silence: Callable[[str], None],
    t: Strings,
) -> None:
    """Show the shifts; `silence` is called with a head ("7-3", numbers from 1) that the visitor has clicked."""
    component("head_grid", ("sense_text",))(
        key=_KEY,
        data={
            "contexts": [
                {
                    "text": visible_words(context),
                    "shifts": rounded(one.shifts),
                    "baseline": baseline_payload(one.baseline) if one.complete else None,
                }
                for context, one in zip(contexts, effects, strict=True)
            ],
            "poles": senses,
            "strings": sense_strings(t, *_STRINGS),
        },
        on_silence_change=lambda: silence(str(st.session_state[_KEY].silence)),
    )
