"""Sentences worth trying in chapter `generation`."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("today", "ja", "私は今日"),
    Preset("tale", "ja", "むかしむかし、あるところに"),
    Preset("greeting", "ja", "おはようございます。今日の天気は"),
    Preset("capital", "en", "The capital of France is"),
    Preset("tale", "en", "Once upon a time"),
    Preset("sum", "en", "Q: What is 2+2?\nA:"),
    Preset("japanese", "en", "私は今日"),
)
