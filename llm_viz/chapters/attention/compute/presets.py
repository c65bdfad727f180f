"""Sentences whose attention is worth looking at."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("pronoun", "en", "The cat sat on the mat because it was tired. The cat"),
    Preset("repetition", "en", "Mr Brown met Ms Green. Later that day, Mr Brown called Ms"),
    Preset("brackets", "en", "print((1 + 2) * (3 + 4"),
    Preset("pronoun", "ja", "花子は太郎に本を貸した。太郎は花子に"),
    Preset("repetition", "ja", "東京タワーは赤い。スカイツリーは青い。東京タワーは"),
    Preset("season", "ja", "夏は暑く、冬は"),
)
