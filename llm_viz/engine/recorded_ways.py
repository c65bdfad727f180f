"""What of a model is recorded and replayed: the steps of texts that are written, and passes of short texts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypedDict

from transformers import PreTrainedModel

from llm_viz.engine.device import memory_for_texts
from llm_viz.engine.plain_batch import PlainBatch
from llm_viz.engine.protocol.models import ModelFacts
from llm_viz.engine.recordings import Recordings, can_be_recorded
from llm_viz.engine.replay import Recorder, cuda_recorder
from llm_viz.engine.request_limits import length_limit
from llm_viz.engine.self_check import Abilities
from llm_viz.engine.static_batch import StaticBatch
from llm_viz.engine.static_memory import StaticMemory
from llm_viz.engine.static_reading import COLUMNS, StaticReading

_LOG = logging.getLogger(__name__)


class RecordedWays(TypedDict, total=False):
    """Fields of `LoadedModel`; none of a model that cannot be recorded."""

    static: StaticBatch
    reading: StaticReading


def recorded_ways(
    model: PreTrainedModel,
    facts: ModelFacts,
    abilities: Abilities,
    recorders: Callable[[], Recorder] = cuda_recorder,
    budget: int | None = None,
) -> RecordedWays:
    """Both, empty. `budget`: bytes for what texts remember that are written; None for what the GPU has."""
    if not can_be_recorded(model, abilities.memory):
        _LOG.warning("%s: steps are not recorded: texts share no memory, or no mask is made from positions", facts.name)
        return {}
    limit = length_limit(facts)
    batch = StaticBatch(
        name=facts.name,
        model=model,
        abilities=abilities,
        vocabulary=facts.vocabulary_size,
        memory=StaticMemory(limit, memory_for_texts() if budget is None else budget),
        plain=partial(PlainBatch, model, abilities.memory, facts.layers),
        recordings=Recordings(recorders),
    )
    reading = StaticReading(
        name=facts.name,
        model=model,
        abilities=abilities,
        vocabulary=facts.vocabulary_size,
        memory=StaticMemory(min(COLUMNS, limit), budget=2**40, most=1),
        recordings=Recordings(recorders),
    )
    return {"static": batch, "reading": reading}
