"""What can be asked of a language model, and what it answers.

Requests and results are frozen and picklable, built from numbers, strings and numpy arrays only: a page can hold
them, a cache can keep them, another process or machine can compute them. Nothing above this module ever holds a
tensor.
"""

from llm_viz.lm.protocol.basics import (
    Checkpoint,
    Floats,
    Layers,
    StopReason,
    TokenKind,
    carry_on,
)
from llm_viz.lm.protocol.engine import (
    Engine,
)
from llm_viz.lm.protocol.look import (
    AttentionVectors,
    Capture,
    CutLink,
    Edit,
    LensReading,
    ReplaceToken,
    SilenceHead,
    SurpriseRequest,
    Surprises,
    Trace,
    TraceRequest,
    Variants,
    VariantsRequest,
)
from llm_viz.lm.protocol.models import (
    Bandwidth,
    Inventory,
    LayerCache,
    ModelFacts,
    ModelPart,
    ModelStatus,
    ParameterGroup,
)
from llm_viz.lm.protocol.text import (
    Candidate,
    Distribution,
    LogitHistogram,
    Merge,
    MergeHistory,
    Token,
    Tokenization,
    TokenizeRequest,
)
from llm_viz.lm.protocol.writing import (
    GREEDY,
    Continuation,
    Continuations,
    ContinuationsRequest,
    GenerationRequest,
    Sampling,
    SamplingRequest,
    Step,
)

__all__ = [
    "GREEDY",
    "AttentionVectors",
    "Bandwidth",
    "Candidate",
    "Capture",
    "Checkpoint",
    "Continuation",
    "Continuations",
    "ContinuationsRequest",
    "CutLink",
    "Distribution",
    "Edit",
    "Engine",
    "Floats",
    "GenerationRequest",
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
    "SilenceHead",
    "Step",
    "StopReason",
    "SurpriseRequest",
    "Surprises",
    "Token",
    "TokenKind",
    "Tokenization",
    "TokenizeRequest",
    "Trace",
    "TraceRequest",
    "Variants",
    "VariantsRequest",
    "carry_on",
]
