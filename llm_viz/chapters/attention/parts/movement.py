"""How far the word and its control move along the axis between the senses, layer by layer, as curves from zero."""

from __future__ import annotations

from llm_viz.base.i18n import Strings
from llm_viz.base.visible import visible_words
from llm_viz.chapters.attention.compute.word_sense.result import WordSenseResult
from llm_viz.engine.protocol.types import Floats
from llm_viz.kit.browser.graph import Axis, Level, Point, Series, graph

_HEIGHT = 260  # pixels


def movement(result: WordSenseResult, t: Strings) -> None:
    """Show the curves. A level marks the whole way from one group of references to the other."""
    word = visible_words(result.word)
    curves = [Series(word, _points(result.moved), "first", marks="small")]
    heard = t("movement-alt-alone", word=word)
    if result.control_moved is not None:
        control = visible_words(result.control_word or "")
        name = t("movement-control", word=control)
        curves.append(Series(name, _points(result.control_moved), "quiet", "dashed", marks="open"))
        heard = t("movement-alt", word=word, control=control)
    lowest = min(0.0, *(point[1] for curve in curves for point in curve.points))
    x = Axis(t("sense-layer"), low=0, high=result.axis.layers)
    y = Axis(t("movement-axis"), low=lowest)
    graph("movement", curves, x, y, heard, [Level(t("movement-whole"), 1.0)], _HEIGHT)


def _points(moved: Floats) -> list[Point]:
    return [(float(layer), float(way)) for layer, way in enumerate(moved)]
