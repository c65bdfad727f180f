"""On whose work all this stands: the models that run here, and who published the figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from llm_viz.chapters.sources.compute.wall import KINDS, WallFigure
from llm_viz.engine.catalogue import CARDS
from llm_viz.facts.models import published_model

_PUBLISHED = {"gemma-3-270m": "Gemma 3 270M", "smollm2-135m": "SmolLM2-135M"}
"""What models that run here are called in the table of published ones."""
_COUNTED = {"minilm-l6": 22_713_216}
"""Parameters of a model that stands in no table: counted in its file (a test does it again)."""
_NAMES = {
    "eleuther": re.compile("EleutherAI/"),
    "obsscaling": re.compile("ryoungj/ObsScaling"),
    "openai": re.compile("GPT-3 paper|openai/"),
    "epoch": re.compile("Epoch AI|epoch-research/"),
}
OTHERS = "others"
"""Everybody else whose figures are here."""


@dataclass(frozen=True, slots=True)
class RunningModel:
    """A model that comes with the app."""

    key: str
    name: str
    licence: str
    parameters: int


@dataclass(frozen=True, slots=True)
class Giver:
    """Whose word a figure is: `kinds` counts them in the order of `KINDS`."""

    key: str
    kinds: tuple[int, ...]
    sources: int


def running_models() -> tuple[RunningModel, ...]:
    """All of them, the largest first."""
    found = (RunningModel(card.key, card.name, card.licence, _parameters(card.key)) for card in CARDS)
    return tuple(sorted(found, key=lambda model: -model.parameters))


def givers(figures: Iterable[WallFigure]) -> tuple[Giver, ...]:
    """Those of whom most figures are, the most first; at the end all others together."""
    kinds: dict[str, Counter[str]] = {key: Counter() for key in (*_NAMES, OTHERS)}
    sources: dict[str, set[str]] = {key: set() for key in kinds}
    for figure in figures:
        key = giver_of(figure.citation)
        kinds[key][figure.kind] += 1
        sources[key].add(figure.citation)
    found = [Giver(key, tuple(counts[kind] for kind in KINDS), len(sources[key])) for key, counts in kinds.items()]
    return tuple(sorted(found, key=lambda giver: (giver.key == OTHERS, -sum(giver.kinds))))


def giver_of(citation: str) -> str:
    """Whom a citation names first."""
    found = ((match.start(), key) for key, name in _NAMES.items() if (match := name.search(citation)))
    return min(found, default=(0, OTHERS))[1]


def _parameters(key: str) -> int:
    if key in _COUNTED:
        return _COUNTED[key]
    published = published_model(_PUBLISHED[key]).parameters
    if published is None:
        raise ValueError(f"{key} stands in the table of published models without its size")
    return int(published)
