"""Texts worth trying in this chapter."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("article", "ja", "私は今日"),
    Preset("greeting", "ja", "おはよう"),
    Preset("capital", "ja", "フランスの首都は"),
    Preset("open", "ja", "吾輩は猫である。名前は"),
    Preset("capital", "en", "The capital of France is"),
    Preset("grammar", "en", "I ate an"),
    Preset("opposite", "en", "The opposite of hot is"),
    Preset("open", "en", "The doctor said that"),
    Preset("count", None, "1, 2, 3, 4,"),
)
