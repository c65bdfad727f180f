"""The sense score for the browser: what all components that show one are given."""

from __future__ import annotations

from typing import Any

from llm_viz.base.i18n import Strings
from llm_viz.chapters.attention.compute.residual_streams import last_third
from llm_viz.chapters.attention.compute.word_sense.axis import SenseAxis
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.payload import Payload

_CHART_STRINGS = ("layer-axis", "layer", "head", "towards", "undecided")


def rounded(scores: Floats) -> Any:  # noqa: ANN401 - nested lists as deep as the array
    """Scores as nested lists of numbers with four digits; what is not known (NaN) as None."""
    if scores.ndim > 1:
        return [rounded(row) for row in scores]
    return [None if score != score else round(score, 4) for score in scores.tolist()]


def chart_payload(axis: SenseAxis, senses: tuple[str, str], t: Strings, *strings: str) -> Payload:
    """What `senseChart` needs beside the lines, with the component's own `strings` (message ids after "sense-")."""
    return {
        "layers": axis.layers,
        "from": last_third(axis.layers)[0],
        "poles": senses,
        "strings": sense_strings(t, *_CHART_STRINGS, *strings),
    }


def sense_strings(t: Strings, *names: str) -> Payload:
    """Messages "sense-<name>"; the values that the browser fills in stay as marks `{name}`."""
    marks = ("sense", "number", "share", "word", "mean", "deviation", "draws")
    return {name.replace("-", "_"): t(f"sense-{name}", **{mark: f"{{{mark}}}" for mark in marks}) for name in names}
