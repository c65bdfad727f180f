"""A training, moment by moment: how many bits a letter still surprises the model by, measured when it was recorded."""

from __future__ import annotations

from llm_viz.kit.charts.thumbnail import PURPLE, dot, line, scaled
from llm_viz.training.pages import PageReport
from llm_viz.training.results import read


def thumbnail() -> str:
    """The curve falls; the last moment is marked."""
    bits = [report.validation_bits for report in read("pages_en", PageReport).reports]
    points = list(zip(scaled(range(len(bits)), 14, 226), scaled(bits, 62, 10), strict=True))
    return line(0, points) + "".join(
        dot(place, *point, 3.5, PURPLE) for place, point in enumerate(points) if place % 8 == 0
    )
