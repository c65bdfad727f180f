"""Sentences worth trying in chapter `generation`."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("today", "ja", "私は今日"),
    Preset("cities", "ja", "日本の都市といえば、東京、大阪、"),
    Preset("months", "ja", "一月、二月、三月、"),
    Preset("film", "ja", "昨日、友達と一緒に映画を"),
    Preset("new-year", "ja", "明けましておめでとう"),
    Preset("loop", "ja", "むかしむかし、あるところに"),
    Preset("capital", "en", "The capital of France is"),
    Preset("tale", "en", "Once upon a time"),
    Preset("sum", "en", "Q: What is 2+2?\nA:"),
    Preset("japanese", "en", "私は今日"),
)
