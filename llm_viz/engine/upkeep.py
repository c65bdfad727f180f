"""Damage of the weights that leaves their size as it was: found by their checksums, and mended where that can be done.

The cheap check before every use cannot see it. Reading all weights takes a second or two, once, in the background of a
server.
"""

from __future__ import annotations

import logging

from llm_viz.base.errors import LlmVizError, ModelBroken
from llm_viz.engine.catalogue import ModelCard, known_cards
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.store import is_made_here, prepare, verify

_LOG = logging.getLogger(__name__)


def check_and_mend(engine: LocalEngine) -> tuple[str, ...]:
    """Compare the checksums of all models on this machine; the keys of those that were damaged.

    The engine forgets such a model. Its copy is then made again from the published files, where it was made here;
    until that is done, and where it cannot be done, whoever asks for the model is told that it is damaged.
    """
    damaged = []
    for card in known_cards():
        problem = _damage(card)
        if problem is not None:
            damaged.append(card.key)
            _mend(engine, card, problem)
    return tuple(damaged)


def _damage(card: ModelCard) -> ModelBroken | None:
    try:
        verify(card, thorough=True)
    except ModelBroken as problem:
        return problem
    except LlmVizError:  # missing, or never prepared: the list of models says so
        return None
    return None


def _mend(engine: LocalEngine, card: ModelCard, problem: ModelBroken) -> None:
    engine.forget(card.key)
    if not is_made_here(card):
        engine.refuse(card.key, problem)
        _LOG.warning("%s", problem)
        return
    _LOG.warning("The model %s is damaged; its copy is being made again", card.key)
    try:
        prepare(card, lambda _share, _stage: None)
    except LlmVizError as unmended:
        _LOG.warning("%s", unmended)
    else:
        _LOG.warning("The model %s can be used again", card.key)
