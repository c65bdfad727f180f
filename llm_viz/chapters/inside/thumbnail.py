"""The neurons that the chapter shows, and how strongly the places that excite them most do so."""

from __future__ import annotations

from llm_viz.chapters.inside.compute.neurons import known
from llm_viz.kit.charts.thumbnail import BLUE, PURPLE, rect

_NEURONS, _PLACES = 8, 3


def thumbnail() -> str:
    """Three bars for each neuron, from zero."""
    search = known("smollm2-135m")
    neurons = search.found[:_NEURONS] if search else ()
    most = max((neuron.strongest for neuron in neurons), default=1.0)
    return "".join(
        rect(turn, 20 + 26 * turn + 7 * place, 66 - height, 6, height, BLUE if place else PURPLE)
        for turn, neuron in enumerate(neurons)
        for place, height in enumerate(58 * each.activation / most for each in neuron.places[:_PLACES])
    )
