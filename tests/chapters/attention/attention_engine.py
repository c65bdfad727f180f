"""The fake engine with attention, for the sections of chapter 6."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from llm_viz.engine.protocol.generation import GenerationRequest, GenerationStep
from llm_viz.engine.protocol.tracing import AttentionVectors, Trace, TraceRequest
from llm_viz.jobs.cancellation import CancelCheck, never_cancel
from tests.support.fake_engine import LAYERS, FakeEngine

HEADS, SIZE, WIDTH = 2, 4, 8


class AttentionEngine(FakeEngine):
    """Every token looks half at the first one and half at the one before; in an encoder at all alike.

    A state holds the sum of the characters that its token can see, so it tells whether what follows was seen.
    """

    def trace(self, request: TraceRequest, check_cancelled: CancelCheck = never_cancel) -> Trace:
        causal = self.facts(request.model).causal
        # The fake engine always predicts and so refuses encoders: ask a causal one, take the prediction away.
        trace = super().trace(request if causal else replace(request, model="smollm2-135m"), check_cancelled)
        codes = np.array([token.id for token in trace.tokens], np.float32)
        length = len(codes)
        weights = np.full((HEADS, length, length), 1 / length, np.float32)
        if causal:
            weights[:] = 0.0
            weights[:, :, 0] = 0.5
            for query in range(length):
                weights[:, query, max(0, query - 1)] += 0.5
        seen = np.cumsum(codes) if causal else np.full(length, codes.sum())
        states = np.repeat(seen[:, None], WIDTH, axis=1).astype(np.float32)
        vectors = AttentionVectors(*(np.ones((2, HEADS, length, SIZE), np.float32)), scaling=0.5)
        return replace(
            trace,
            next=trace.next if causal else None,
            attention=dict.fromkeys(range(LAYERS), weights),
            hidden=dict.fromkeys(range(LAYERS + 1), states[list(request.capture.positions or range(length))]),
            vectors=dict.fromkeys(range(LAYERS), vectors),
        )

    def generate(
        self, request: GenerationRequest, check_cancelled: CancelCheck = never_cancel
    ) -> Iterator[GenerationStep]:
        text = request.text
        for index in range(request.max_new_tokens):
            trace = self.trace(TraceRequest(request.model, text))
            assert trace.next is not None
            chosen = trace.next.candidates[0]
            text += chosen.text
            yield GenerationStep(index, chosen, 1, 1.0, 1.0, (), text[len(request.text) :], None)
