"""Texts worth trying in this chapter."""

from __future__ import annotations

from llm_viz.kit.compute.presets import Preset

PRESETS = (
    Preset("article", "ja", "こんにちは、世界!"),
    Preset("hello", "en", "Hello, world!"),
    Preset("rare", None, "𠮷野家で𩸽を食べた"),
    Preset("emoji", None, "家族👨‍👩‍👧と🇯🇵へ✈️"),
    Preset("numbers", None, "3.14159 12345 67890"),
    Preset("code", None, "def area(r):\n    return 3.14 * r ** 2"),
    Preset("mixed", None, "GPUでLLMを動かす (run it on a GPU)"),
    Preset("case", "en", "Apple apple APPLE an apple"),
)
