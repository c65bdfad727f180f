"""Sentences worth trying in this chapter."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("twice", "en", "Rome is in Italy. Paris is in"),
    Preset("chase", "en", "The dog chased the cat because the"),
    Preset("fact", "en", "The capital of France is"),
    Preset("twice", "ja", "イタリアの首都はローマ、フランスの首都は"),
    Preset("chase", "ja", "犬が猫を追いかけた。逃げたのは"),
    Preset("fact", "ja", "日本の都市といえば、東京、大阪、"),
)
