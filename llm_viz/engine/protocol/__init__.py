"""What can be asked of a language model, and what it answers.

Requests and results are frozen and picklable, built from numbers, strings and numpy arrays only: a page can hold
them, a cache can keep them, another process or machine can compute them. Nothing above this module ever holds a
tensor.
"""

from llm_viz.engine.protocol.engine import (
    Engine,
)
from llm_viz.engine.protocol.generation import (
    GREEDY,
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    Sampling,
    SamplingRequest,
    Step,
)
from llm_viz.engine.protocol.models import (
    Bandwidth,
    Inventory,
    LayerCache,
    ModelFacts,
    ModelPart,
    ModelStatus,
    ParameterGroup,
)
from llm_viz.engine.protocol.tokens import (
    Candidate,
    Distribution,
    LogitHistogram,
    Merge,
    MergeHistory,
    Token,
    Tokenization,
    TokenizeRequest,
)
from llm_viz.engine.protocol.tracing import (
    AttentionKnockout,
    AttentionVectors,
    Capture,
    HeadAblation,
    Intervention,
    InterventionBatch,
    InterventionBatchRequest,
    InterventionSet,
    LensReading,
    ReplaceToken,
    Surprisal,
    SurprisalRequest,
    Trace,
    TraceRequest,
)
from llm_viz.engine.protocol.types import Floats, Layers, StopReason, TokenKind

__all__ = [
    "GREEDY",
    "AttentionKnockout",
    "AttentionVectors",
    "Bandwidth",
    "Candidate",
    "Capture",
    "Continuation",
    "Continuations",
    "ContinuationsRequest",
    "Distribution",
    "Engine",
    "Floats",
    "GenerationRequest",
    "HeadAblation",
    "Intervention",
    "InterventionBatch",
    "InterventionBatchRequest",
    "InterventionSet",
    "Inventory",
    "LayerCache",
    "Layers",
    "LensReading",
    "LogitHistogram",
    "Merge",
    "MergeHistory",
    "ModelFacts",
    "ModelPart",
    "ModelStatus",
    "ParameterGroup",
    "ReplaceToken",
    "Sampling",
    "SamplingRequest",
    "Step",
    "StopReason",
    "Surprisal",
    "SurprisalRequest",
    "Token",
    "TokenKind",
    "Tokenization",
    "TokenizeRequest",
    "Trace",
    "TraceRequest",
]
