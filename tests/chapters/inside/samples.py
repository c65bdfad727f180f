"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

from __future__ import annotations

from llm_viz.base.i18n import strings
from llm_viz.chapters.inside.compute.neurons import Neuron, Place, Search, Written, excitation
from llm_viz.chapters.inside.parts.neuron import show_neurons
from llm_viz.kit.page.frame import Page
from llm_viz.kit.visit import Visit

SKIPPED = ("neuron",)  # the neurons on offer there are those of real models


def _neuron(visit: Visit) -> None:
    places = tuple(
        Place("it grew ", word, " every day…", strength)
        for word, strength in (("bigger", 4.0), ("taller", 3.0), ("wider", 2.5))
    )
    found = tuple(Neuron(layer, 1, 20.0, places, (Written("er", 9.0), Written(" more", 6.5))) for layer in (0, 2))
    search = Search(visit.model, "stories_en", 1000, 36, 2, found)
    show_neurons(search, excitation(visit.lm, "abcb", found), Page("inside", visit, strings(visit.language, "inside")))


PARTS = {"neuron": _neuron}
