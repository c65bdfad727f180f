"""Sentences worth trying in chapter `sampling`."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("cities", "ja", "日本の都市といえば、東京、大阪、"),
    Preset("fridge", "ja", "冷蔵庫の中に、卵と"),
    Preset("bag", "ja", "かばんの中に、ノートと"),
    Preset("sure", "ja", "一月、二月、三月、"),
    Preset("article", "ja", "私は今日"),
    Preset("fact", "en", "The capital of France is"),
    Preset("food", "en", "My favourite food is"),
    Preset("tale", "en", "Once upon a time, there was a"),
    Preset("sure", "en", "To be, or not to"),
)
