"""What several sections of the page need of the visit's model."""

from __future__ import annotations

from llm_viz.base.errors import LlmVizError
from llm_viz.chapters.large.compute.inference import Loaded
from llm_viz.kit.visit import Visit


def loaded_model(visit: Visit) -> Loaded | None:
    """The visit's model if it writes; None while it cannot be used, which the first section has said."""
    try:
        facts = visit.facts
        return (facts, visit.lm.inventory) if facts.causal else None
    except LlmVizError:
        return None
