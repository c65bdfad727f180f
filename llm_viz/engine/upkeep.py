"""Damage of the weights that leaves their size as it was: found by their checksums, and mended where that can be done.

The cheap check before every use cannot see it. Reading all weights takes a second or two, once, in the background of a
server.
"""

from __future__ import annotations

import logging

from llm_viz.base.errors import LlmVizError, ModelBroken
from llm_viz.engine.catalogue import ModelCard, known_cards
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model_files import WEIGHTS
from llm_viz.engine.store import is_damaged, is_made_here, prepare

_LOG = logging.getLogger(__name__)


def check_and_mend(engine: LocalEngine) -> tuple[str, ...]:
    """Compare the checksums of all models on this machine; the keys of those that were damaged.

    The engine forgets such a model. Its copy is then made again from the published files, where it was made here;
    until that is done, and where it cannot be done, whoever asks for the model is told that it is damaged.
    """
    damaged = [card for card in known_cards() if is_damaged(card)]
    for card in damaged:
        engine.forget(card.key)
        if is_made_here(card):
            _make_again(card)
        else:
            problem = ModelBroken(model=card.key, file=WEIGHTS)
            engine.refuse(card.key, problem)
            _LOG.warning("%s", problem)
    return tuple(card.key for card in damaged)


def _make_again(card: ModelCard) -> None:
    _LOG.warning("The model %s is damaged; its copy is being made again", card.key)
    try:
        prepare(card, lambda _share, _stage: None)
    except LlmVizError as problem:
        _LOG.warning("%s", problem)
    else:
        _LOG.warning("The model %s can be used again", card.key)
