"""What the gallery of browser parts shows of the chapter besides its acts (`tests/gallery/samples.py`)."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from llm_viz.base.i18n import Strings, strings
from llm_viz.chapters.attention.compute.head_looks import HeadLooks
from llm_viz.chapters.attention.compute.word_sense.head_effects import HeadEffects
from llm_viz.chapters.attention.compute.word_sense.shifts import Baseline
from llm_viz.chapters.attention.compute.word_sense.word_ranking import WordRanking
from llm_viz.chapters.attention.parts.head_grid import head_grid
from llm_viz.chapters.attention.parts.one_head import one_head
from llm_viz.chapters.attention.parts.ranking import ranking
from llm_viz.chapters.attention.parts.sandbox import sandbox
from llm_viz.kit.visit import Visit

_FOLDS = ("readings", "meaning", "proof", "look", "qk", "directions")
QUERY = {"written": "true", **{f"show_{fold}": "true" for fold in _FOLDS}}
_CONTEXTS = ("a sweet red Apple", "a phone by Apple")


def _t(visit: Visit) -> Strings:
    return strings(visit.language, "attention")


def _head_grid(visit: Visit) -> None:
    shifts = np.sin(np.arange(24, dtype=np.float32)).reshape(4, 6) * 0.8
    halfway = np.where(np.arange(24).reshape(4, 6) < 11, shifts, np.nan)
    effects = (HeadEffects(shifts, 24), HeadEffects(halfway, 11))
    head_grid(_CONTEXTS, effects, ("fruit", "company"), lambda head: None, _t(visit))


def _ranking(visit: Visit) -> None:
    rankings = [
        WordRanking(
            tuple(
                SimpleNamespace(word=SimpleNamespace(text=word), mean_weight=0.3 / (place + 1), shift=0.4 * place - 0.5)
                for place, word in enumerate(context.split()[:-1])
            ),
            Baseline(0.05, 0.1, 40),
            None,
        )
        for context in _CONTEXTS
    ]
    ranking(_CONTEXTS, rankings, _t(visit))


def _sandbox(visit: Visit) -> None:
    sandbox("<p>A page of its own.</p>", key="sandbox", title="A page", height=80)


def _one_head_empty(visit: Visit) -> None:
    """A text of one token: no head has anything to look at."""
    tokens = visit.lm.tokenize("a").tokens
    one_head(HeadLooks(tokens, ((0,),), None, (), 0), "a", _t(visit))


PARTS = {"head_grid": _head_grid, "ranking": _ranking, "sandbox": _sandbox, "one_head, empty": _one_head_empty}
