"""Sentences worth trying in chapter `sampling`."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("open", "ja", "私は今日"),
    Preset("food", "ja", "私の好きな食べ物は"),
    Preset("tale", "ja", "昔々あるところに"),
    Preset("sure", "ja", "むかしむかし、あるところにおじいさんとおばあさんが住んでい"),
    Preset("fact", "en", "The capital of France is"),
    Preset("food", "en", "My favourite food is"),
    Preset("tale", "en", "Once upon a time, there was a"),
    Preset("sure", "en", "To be, or not to"),
)
