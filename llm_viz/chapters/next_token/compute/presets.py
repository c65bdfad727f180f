"""Texts worth trying in this chapter."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("article", "ja", "私は今日"),
    Preset("cities", "ja", "日本の都市といえば、東京、大阪、"),
    Preset("opposite", "ja", "上の反対は下、右の反対は"),
    Preset("capital", "ja", "イタリアの首都はローマ、フランスの首都は"),
    Preset("open", "ja", "かばんの中に、ノートと"),
    Preset("vampire", "ja", "窓を開けると、冷たい"),
    Preset("vampire", "en", "The baby drinks warm"),
    Preset("capital", "en", "The capital of France is"),
    Preset("grammar", "en", "I ate an"),
    Preset("opposite", "en", "The opposite of hot is"),
    Preset("open", "en", "The doctor said that"),
    Preset("count", None, "1, 2, 3, 4,"),
)
