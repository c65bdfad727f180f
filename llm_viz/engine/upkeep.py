"""What a process that serves models does when it starts: load the default ones, and look for damaged weights.

Damage that leaves their size as it was is found by their checksums, and mended where that can be done; the cheap check
before every use cannot see it. Reading all weights takes a second or two, once, in the background of a server.
"""

from __future__ import annotations

import gc
import logging

from llm_viz.base.errors import LlmVizError, ModelBroken
from llm_viz.base.languages import LANGUAGES
from llm_viz.engine.catalogue import ModelCard, default_model, known_cards
from llm_viz.engine.local import LocalEngine
from llm_viz.engine.model_files import WEIGHTS
from llm_viz.engine.store import is_damaged, is_made_here, prepare

_LOG = logging.getLogger(__name__)


def warm_up_defaults(engine: LocalEngine) -> None:
    """Load the models of both languages, and spare them from garbage collection."""
    usable = {status.key for status in engine.models() if status.problem is None}
    for model in sorted(usable & {default_model(language) for language in LANGUAGES}):
        try:
            engine.warm_up([model])
        except LlmVizError as problem:  # such as a damaged file: the other models can be used
            _LOG.warning("%s", problem)
    gc.collect()
    gc.freeze()


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
