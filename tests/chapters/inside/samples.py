"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from llm_viz.base.i18n import strings
from llm_viz.chapters.inside.compute.neurons import Neuron, Place, Search, Written
from llm_viz.chapters.inside.sections import neuron, positions
from llm_viz.kit.page.folds import open_fold
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

QUERY = {"show_positions": "true"}
_WORDS = (("bigger", 4.0), ("taller", 3.0), ("wider", 2.5))
_PLACES = tuple(Place("it grew ", word, " every day…", strength) for word, strength in _WORDS)
_FOUND = (
    Neuron(0, 1, 20.0, _PLACES, (Written("er", 9.0), Written(" more", 6.5))),
    Neuron(2, 1, 20.0, _PLACES, (Written(" less", 8.0),)),
)


def _neuron(visit: Visit) -> None:
    search = Search(visit.model, "stories_en", 1000, 36, 2, _FOUND)
    open_fold("neuron")
    with patch.object(neuron, "known", {visit.model: search}.get):  # the neurons on offer are those of real models
        neuron.show(Page("inside", visit, strings(visit.language, "inside")))


def _positions_empty(visit: Visit) -> None:
    """A text of one token: nothing can change places."""
    open_fold("positions")
    positions.show(Page("inside", replace(visit, text="a"), strings(visit.language, "inside")))


PARTS = {"neuron": _neuron, "positions, empty": _positions_empty}
