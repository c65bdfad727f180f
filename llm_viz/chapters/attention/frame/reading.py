"""Reading a text with all its attention weights, for every section of the chapter."""

from __future__ import annotations

from llm_viz.chapters.attention.compute import attention_links as attention
from llm_viz.engine.protocol.tracing import Capture, Trace
from llm_viz.kit.visit import Visit

_CANDIDATES = 8


def length_of(visit: Visit, text: str) -> int:
    """How many tokens the text has."""
    return len(visit.lm.tokenize(text).tokens)


def read(visit: Visit, text: str, continuation: tuple[int, ...] = ()) -> Trace:
    """The attention in every layer of the text and what was written after it.

    `TooManyTokens` if it is more than a browser should be sent.
    """
    attention.check_length(length_of(visit, text) + len(continuation), visit.facts)
    capture = Capture(attention="all", candidates=_CANDIDATES)
    return visit.lm.trace(text, capture, continuation=continuation)
