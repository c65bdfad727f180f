"""The sense score for the browser: what all parts that show one are given."""

from __future__ import annotations

from typing import TypedDict

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.engine.protocol.types import Floats

_CHART_STRINGS = ("layer-axis", "layer", "head", "towards", "undecided")

Scores = list[float | None]
"""Scores with four digits, None where there is none."""


class ChartPayload(TypedDict):
    """What `senseChart` needs beside the lines.

    `last_third` is the first of the last third of the layers, `poles` are the names of senses A (+1) and B (−1).
    """

    layers: int
    last_third: int
    poles: tuple[str, str]
    strings: dict[str, str]


def rounded(scores: Floats) -> Scores:
    """A row of scores with four digits; what is not known (NaN) is None."""
    return [None if score != score else round(score, 4) for score in scores.tolist()]


def chart_payload(axis: SenseAxis, senses: tuple[str, str], t: Strings, *strings: str) -> ChartPayload:
    """What `senseChart` needs, with the part's own `strings` (message ids after "sense-")."""
    return {
        "layers": axis.layers,
        "last_third": last_third(axis.layers)[0],
        "poles": senses,
        "strings": sense_strings(t, *_CHART_STRINGS, *strings),
    }


def sense_strings(t: Strings, *names: str) -> dict[str, str]:
    """Messages "sense-<name>"; the values that the browser fills in stay as marks `{name}`."""
    marks = ("sense", "number", "share", "word", "mean", "deviation", "draws")
    return {name.replace("-", "_"): t(f"sense-{name}", **{mark: f"{{{mark}}}" for mark in marks}) for name in names}
