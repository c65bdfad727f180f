"""The residual streams of a trace in one array, and those that stand for what the model makes of a token in the end."""

from __future__ import annotations

import numpy as np

from llm_viz.engine.protocol.tracing import Trace
from llm_viz.engine.protocol.types import Floats


def stacked_streams(trace: Trace, row: int = 0) -> Floats:
    """The kept residual streams (stream, d_model) of one kept position, `row` being its index among those."""
    return np.stack([trace.hidden[stream][row] for stream in sorted(trace.hidden)])


def last_third(layers: int) -> range:
    """The residual streams after the last third of that many layers, at least the last one."""
    return range(layers - max(1, layers // 3) + 1, layers + 1)
